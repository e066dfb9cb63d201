"""The words the page uses for dates, periods, standings and counts: pure functions."""

from __future__ import annotations

from vssqa.dates import in_words
from vssqa.types import ConflictKind, Figure, Release, Scheme, Status

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_NUMBERS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()

STATUS_WORDS: dict[Status, str] = {
    "actual": "reached",
    "target": "aimed at",
    "change": "a change",
    "limit": "a limit",
}
SCHEME_WORDS: dict[Scheme, str] = {
    "social": "social insurance",
    "voluntary_social": "voluntary social insurance",
    "health": "health insurance",
    "voluntary_health": "voluntary health insurance",
    "unemployment": "unemployment insurance",
}
CONFLICT_WORDS: dict[ConflictKind, str] = {
    "value": "two values for one thing",
    "label": "one figure under two names",
    "internal": "one release against itself",
    "scope": "another scope",
    "period": "another period",
    "rounding": "rounded differently",
}
UNIT_WORDS = {
    "percent": "per cent",
    "percentage_point": "percentage points",
    "count": "things counted",
}


def day(iso: str | None) -> str:
    """Return a date of any precision as a person writes it ("22 Jan 2024", "Jan 2024")."""
    if not iso:
        return "no date"
    year, *rest = iso.split("-")
    if not rest or not rest[0].isdigit() or not 1 <= int(rest[0]) <= len(_MONTHS):
        return iso
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def period(iso: str | None) -> str:
    """Return a figure's period in words; a range is "2021 to 2023"."""
    return in_words(iso) if iso else "no period given"


def unit(name: str) -> str:
    """Return a unit's name in words."""
    return UNIT_WORDS.get(name, name.replace("_", " "))


def counted(number: int, noun: str, several: str | None = None) -> str:
    """Return "One release", "Three releases"; small numbers as a sentence begins with them.

    :param several: the noun's plural where that is not the noun and an s.
    """
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} " + (noun if number == 1 else several or f"{noun}s")


def agreement(releases: int) -> str:
    """Return the sentence that says how many releases give this answer."""
    return f"{counted(releases, 'release')} {'says so' if releases == 1 else 'agree'}."


def held(releases: tuple[Release, ...]) -> str:
    """Return what the corpus holds ("5 releases, Dec 2023 \u2013 Apr 2024")."""
    noun = "release" if len(releases) == 1 else "releases"
    dates = sorted(release.date for release in releases if release.date)
    if not dates:
        return f"{len(releases)} {noun}"
    first, last = day(dates[0][:7]), day(dates[-1][:7])
    return f"{len(releases)} {noun}, " + (first if first == last else f"{first} \u2013 {last}")


def with_dates(note: str, releases: tuple[Release, ...]) -> str:
    """Return a note in which releases are named by their dates, not by their identifiers."""
    for release in releases:
        if release.date:
            note = note.replace(release.id, f"the release of {day(release.date)}")
    return note


def sentence_case(words: str) -> str:
    """Return words that begin as a sentence does; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def figure_facts(figure: Figure) -> tuple[tuple[str, str | None], ...]:
    """Return what a figure measures, where, when and how it stands.

    Each is (words, rule): the rule says how it was inferred, None where the
    sentence prints it.
    """
    rules = {inference.field: inference.rule for inference in figure.inferred}
    facts = [(figure.measure, rules.get("measure"))]
    scheme = SCHEME_WORDS[figure.scheme] if figure.scheme else None
    if scheme and scheme.split()[-2] not in figure.measure.lower():
        facts.append((scheme, rules.get("scheme")))
    if figure.place:
        facts.append((figure.place, rules.get("place")))
    facts.append((period(figure.period), rules.get("period")))
    facts.append((STATUS_WORDS[figure.status], rules.get("status")))
    return tuple((words, rule) for words, rule in facts if words)
