"""The grammar of the numbers of Vietnamese legal papers.

A number is a serial, sometimes a year, and codes of the paper's type and its
issuer: 75/2023/ND-CP, 01/NQ-CP, 103/2023/QH15, 1354/BHXH-VP, 38-CT/TW. The
patterns read plain text (no diacritics: the D of ND is printed with a bar).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vssqa.patterns import regex

TYPE_OF_CODE: dict[str, str] = {
    "NQ": "resolution", "ND": "decree", "QD": "decision", "CT": "directive", "TT": "circular",
    "TTLT": "joint_circular", "HD": "guideline", "KL": "conclusion", "TB": "notice", "KH": "plan",
    "BC": "report", "CV": "official_letter", "TTR": "submission", "PL": "ordinance",
    "L": "law", "LUAT": "law", "CD": "telegram", "QC": "regulation", "QDI": "regulation",
    "CTR": "programme", "CTPH": "programme", "DA": "project", "BB": "minutes",
}  # fmt: skip
"""What a code says of the paper's type; codes in capitals, without diacritics."""

ISSUER_OF_CODE: dict[str, str] = {
    "CP": "Government", "TTG": "Prime Minister", "QH": "National Assembly",
    "UBTVQH": "National Assembly Standing Committee", "TW": "Party Central Committee",
    "VPTW": "Office of the Party Central Committee", "TU": "Provincial Party Committee",
    "BHXH": "Viet Nam Social Security", "BHXHVN": "Viet Nam Social Security",
    "BYT": "Ministry of Health", "BTC": "Ministry of Finance", "BNV": "Ministry of Home Affairs",
    "BLDTBXH": "Ministry of Labour, Invalids and Social Affairs",
    "LDTBXH": "Ministry of Labour, Invalids and Social Affairs",
    "BGDDT": "Ministry of Education and Training", "BTP": "Ministry of Justice",
    "BCA": "Ministry of Public Security", "BQP": "Ministry of National Defence",
    "BTTTT": "Ministry of Information and Communications",
    "BKHDT": "Ministry of Planning and Investment", "BCT": "Ministry of Industry and Trade",
    "VPCP": "Office of the Government", "UBND": "People's Committee", "HDND": "People's Council",
    "NHNN": "State Bank of Viet Nam", "TLD": "Viet Nam General Confederation of Labour",
    "CTN": "President", "TANDTC": "Supreme People's Court", "HDTP": "Supreme People's Court",
}  # fmt: skip
"""Who stands behind an issuer's code."""

PARTY_CODES = frozenset("TW VPTW BTGTW BTCTW UBKTTW BCSD TU QU HU DU".split())
"""Issuers of the Party: their papers print type and issuer as 38-CT/TW."""

_YEAR = r"(?:19|20)\d\d"
_SEPARATOR = r"\s?[-/]\s?"
_CODE = r"[A-Za-z]{1,8}\d{0,2}"

FULL_NUMBER = regex(
    rf"(?<![\w/,-])(?<!\d\.)(?P<serial>\d{{1,5}}[a-z]?)(?:/(?P<year>{_YEAR}))?"
    rf"(?P<codes>{_SEPARATOR}{_CODE}(?:[-/]{_CODE}|\s-\s?{_CODE}){{0,3}})(?![\w]|[-/]\w)"
)
"""A number with its codes; whether the codes are any is for `read_number` to say."""

SHORT_NUMBER = regex(rf"(?P<serial>\d{{1,5}})(?:/(?P<year>{_YEAR}))?(?![\w]|[.,/-]\d|\s?%)")
"""A number without codes, as "Directive 38" prints it: read only behind a type."""

_ASSEMBLY = regex(r"(?P<full>QH|UBTVQH)\d{1,2}")
_SEPARATORS = regex(r"[-/\s]+")


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A read number. `codes` are in capitals; a short number has none."""

    serial: str
    year: str | None
    codes: tuple[str, ...]

    @property
    def type(self) -> str | None:
        """The type the codes say; a letter (1354/BHXH-VP) has its issuer first."""
        if self.codes and self.codes[0] in TYPE_OF_CODE:
            return TYPE_OF_CODE[self.codes[0]]
        return "official_letter" if len(self.codes) > 1 else None

    @property
    def issuer(self) -> str | None:
        """The issuer the codes say."""
        named = (_issuer_of(code) for code in self.codes)
        return next((issuer for issuer in named if issuer), None)

    @property
    def is_party(self) -> bool:
        """Tell whether a body of the Party issued it: such numbers restart each term."""
        return any(code in PARTY_CODES for code in self.codes)

    @property
    def restarts_yearly(self) -> bool:
        """Tell whether the same number is given again each January (01/NQ-CP)."""
        return len(self.codes) > 1 and self.year is None and not self.is_party

    @property
    def normal(self) -> str:
        """The one form of the number: 38-CT/TW, 01/NQ-CP, 75/2023/ND-CP, 38."""
        serial = self.serial.zfill(2) if self.codes else self.serial
        head = f"{serial}/{self.year}" if self.year else serial
        codes = [_AS_PRINTED.get(code, code) for code in self.codes]
        if not codes:
            return head
        if self.is_party and len(codes) > 1:
            return f"{head}-{codes[0]}/{'-'.join(codes[1:])}"
        if len(codes) == 1 and not self.year:
            return f"{head}-{codes[0]}"  # old decrees: 19-CP
        return f"{head}/{'-'.join(codes)}"


_AS_PRINTED = {"TTG": "TTg", "TTR": "TTr", "CTR": "CTr"}


def _issuer_of(code: str) -> str | None:
    """Return the issuer a code names, None for a type's or an unknown code."""
    assembly = _ASSEMBLY.fullmatch(code)
    return ISSUER_OF_CODE.get(assembly.group("full") if assembly else code)


def read_number(match: re.Match[str], typed: bool) -> PaperNumber | None:
    """Read a match of `FULL_NUMBER`; None where its codes are none.

    `typed` says that a word for the type stands before it ("Decree 19-CP"):
    then unknown codes in capitals are believed, else known ones are asked for.
    """
    printed = [code for code in _SEPARATORS.split(match.group("codes")) if code]
    codes = tuple(code.upper() for code in printed)
    known = any(code in TYPE_OF_CODE or _issuer_of(code) for code in codes)
    in_capitals = all(code == _AS_PRINTED.get(code.upper(), code.upper()) for code in printed)
    if not known and not (typed and in_capitals):
        return None
    if not typed and len(codes) == 1 and not _ASSEMBLY.fullmatch(codes[0]):
        return None
    return PaperNumber(_serial(match.group("serial")), match.group("year"), codes)


def read_short(match: re.Match[str]) -> PaperNumber:
    """Read a match of `SHORT_NUMBER`."""
    return PaperNumber(_serial(match.group("serial")), match.group("year"), ())


def _serial(printed: str) -> str:
    """Return a serial with at most one leading zero ("001" is "01")."""
    stripped = printed.lstrip("0") or "0"
    return stripped.zfill(2) if printed.startswith("0") else stripped


def same_serial(one: str, other: str) -> bool:
    """Tell whether two serials are one number ("01" and "1")."""
    return one.lstrip("0") == other.lstrip("0")
