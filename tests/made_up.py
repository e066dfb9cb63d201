"""Hypothesis strategies: releases, questions and drafts as nobody would write them, and as some do.

They mix the field's own words and forms, so that the grammars have something to
read, with what spoils texts: controls, marks, scripts, markup, very long words.
"""

from __future__ import annotations

from hypothesis import strategies as st

FIELD = st.sampled_from(
    """
    93.35% | 93.35 per cent | 18.26 million | VND124.3 trillion (US$5.1 billion) | 31,58%
    46 of the 63 provinces | 0.15 percentage points | 2.3 times | 1.000.000 | 60,680 | 5-7 per cent
    Directive No. 38-CT/TW | Resolution 01/NQ-CP | 103/2023/QH15 | Decision No. 546/QĐ-TTg
    health insurance | social insurance | voluntary social insurance | unemployment insurance
    the coverage rate | participants | debts | the working age population | late payments
    Viet Nam Social Security | VSS | Vinh Long Province | Ha Noi | the Ministry of Health
    Deputy Prime Minister Le Minh Khai | Director General Nguyen The Manh | Mr. Tran Van A
    in 2023 | at the end of 2023 | by December 18, 2023 | on 25/02/2024 | last year | by 2025
    reached | aims at | rose by | must | asked | should | ordered | to submit before June 30
    compared with | according to | which is | and | of | the | at least | nearly | more than
    Participants at the conference | Comment (0) | Illustrative image | Source: VNA | Tags
    """.strip()
    .replace("\n    ", " | ")
    .split(" | ")
)
JOINTS = st.sampled_from(
    [" ", " ", " ", ", ", ". ", ".\n", "\n", "\r\n", "\r", "\n\n", ": ", "; ", " - ", "\t", "./. "]
)
CONTROLS = ["\x00", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\u200d", "\u202e"]
SCRIPTS = """
    \u0301 \u0323\u0302 \u05d0\u05d1 \u0645\u0631\u062d\u0628\u0627 \u5065\u5eb7\u4fdd\u9669
    \uff19\uff13 \u0664\u0665% \u00b2 \u00bd \u2167 \u0130 \u1e9e \ufb01
    \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467
""".split()
MARKUP = """
    <b>bold</b> <script>alert(1)</script> **strong** [link](javascript:alert(1)) ![i](x) # | $x$
    &amp; ` {{7*7}} %s \\ [bold]rich[/] :smile: =1+1 ((((( ))))) ........ ???
""".split()
NUMBERS = "1/0 9e999 0,0,0 1.2.3.4 38-CT/ /TW -- 2023-13 99/99/9999 00/00/0000 $$$ NaN".split()
LONG_WORDS = [letter * 1_500 for letter in "aZ9\u0111."]
STRANGE = st.one_of(
    st.sampled_from([*CONTROLS, *SCRIPTS, *MARKUP, *NUMBERS, *LONG_WORDS]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)


def _pieces(strange: int) -> st.SearchStrategy[str]:
    """Join pieces at random; of four parts field there are so many `strange` ones."""
    piece = st.one_of(*[FIELD] * 4, *[STRANGE] * strange)
    return st.lists(st.tuples(piece, JOINTS), max_size=40).map(
        lambda pairs: "".join(word + joint for word, joint in pairs)
    )


HEADS = st.sampled_from(
    ["", "A title of the release\n", "A title\r\n25/02/2024 12:45 PM\r\n", "\ufeffTitle\n2025-03\n"]
)
TEXTS = st.one_of(
    st.tuples(HEADS, _pieces(1)).map("".join),
    st.tuples(HEADS, _pieces(4)).map("".join),
    st.text(max_size=200).filter(lambda text: text.isprintable()),
)
QUESTIONS = st.one_of(
    st.lists(FIELD, min_size=1, max_size=8).map(lambda words: "What was " + " ".join(words) + "?"),
    _pieces(2),
    # Half of a pair of surrogates: what an argument holds that was no UTF-8.
    st.text(st.characters(exclude_categories=[]), max_size=60),
)
