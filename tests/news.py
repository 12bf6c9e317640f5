"""News-like text for property tests: parts as they stand in real files, joined in any way."""

from hypothesis import strategies as st

PARTS = (
    "# Harbour strike ends",
    "WATCH: Harbour strike ends after a week",
    "**By Maria Dale**",
    "by\u00a0Maria Dale\u00a0",
    "Von Jana Vogt und Karl von Thun",
    "12 December 2017",
    "Publié le 3 mars 2024 à 14h05",
    "December 12, 2017 – HVN –\u00a0",
    "- Advertisement -",
    "ANZEIGE",
    "Publicité",
    "Read more: Ferry timetable changes",
    "Subscribe to our newsletter",
    "Sign up here to get the latest news delivered directly to your inbox.",
    "To contact the Ledger and the\nHarbour Society visit:",
    "**[ledger.example/contact](https://ledger.example/contact)**",
    "© 2024 The Harbour Ledger. All rights reserved.",
    "Maria Dale is a reporter at The Harbour Ledger.",
    "The strike that closed the harbour for a week has ended, the union said, and ships move.",
    "BERLIN (dpa) – Die Gewerkschaft hat am Montag das Ende des Streiks im Hafen bekannt gegeben, hieß es.",
    "“We won. We go back tomorrow,” said a crane driver . . . who declined to be named.",
    "The ministry, which has no",
    "intention of paying, said nothing about the “inter-\u00adnational” firms (see below).",
    "Le port, dit-il, « rouvrira demain » \u202f: c’est sûr.",
    "## What comes next",
    "Next steps",
    "* one * two **three** _four_ [five](https://x.example/a_b) \\* `six`",
    "- a bullet",
    "• another bullet",
    "1) Leaving now, the firm showed that it is not going to be drawn into a long dispute.",
    "1. one\n2. two",
    "> A quotation\n> over two lines",
    "Heading\n=====",
    "---",
    "港口罢工结束。工会星期一表示，船只已经开始移动。",
    "Cafe\u0301 and a zero\u200bwidth and a NUL\x00byte",
    "wrapped lines that are about as long as a mail program makes them, so\n"
    "that the text goes on in the next one, and the one after, and the next\nwhich ends here.",
    "\ufeff",
    "***",
    "[",
    "((",
    "!",
)
JOINTS = ("\n\n", "\n", "\n\n\n", "  \n", "\r", "\u2028", " ", "\n \t \n", "\x0c", "-\n")

news_texts = st.lists(
    st.tuples(st.sampled_from(PARTS), st.sampled_from(JOINTS)), min_size=1, max_size=14
).map(lambda pairs: "".join(part + joint for part, joint in pairs))
"""Texts of 1 to 14 parts."""

any_texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=300)
"""Texts without sense, of any characters that UTF-8 can carry."""

sources = st.one_of(news_texts, any_texts).filter(lambda text: not text.isspace() and text != "")
"""Sources as readers hand them on: with at least one character that is not blank."""
