"""A newsroom that never sleeps: made-up English articles of some 600 words, the same for the same seed.

The sentences are written for this project. They hold what makes news dear to read: names with initials and
titles, abbreviations, quotations of several sentences, figures, dates, furniture between the paragraphs.
Every sentence has places to fill: an outlet that ends a sixth of its articles with the same
sentence, word for word, has none of its kind, and the corpus would take it for furniture.
"""

import random
from collections.abc import Iterator
from typing import Final

WORDS: Final = 600
SEED: Final = 20_240_503

_FIRST: Final = (
    "Ada Boris Clara Dmitri Elena Farid Greta Hamza Ingrid Jonas Keiko Lamar Mina Nuno Olga Pavel".split()
)
_LAST: Final = (
    "Abbott Brandt Castillo Dunne Eriksen Fontaine Greer Hollis Ibarra Jansen Kovac Lindqvist".split()
)
_TITLES: Final = ("Dr.", "Mr.", "Ms.", "Sen.", "Gov.", "Lt. Gov.", "Prof.", "Rep.", "Judge", "Mayor")
_PLACES: Final = (
    "Port Alder", "Brackwater", "St. Ives Falls", "Marlow County", "New Calder", "the U.S. border", "Halden",
    "Washington, D.C.", "East Tarn", "Quillport", "Mt. Orrin", "Fort Lyle",
)  # fmt: skip
_OFFICES: Final = (
    "the harbor commission", "Alder Freight Inc.", "the state water board", "the U.S. Census Bureau",
    "Tarn & Sons Ltd.", "the school district", "the county sheriff's office", "Calder University",
    "the regional transit authority", "the appeals court", "Brackwater General Hospital", "the farm bureau",
)  # fmt: skip
_THINGS: Final = (
    "the ferry terminal", "a flood wall", "the pension fund", "the new bus line", "the reservoir",
    "the grain elevator", "a wildfire lookout", "the night court", "the salmon run", "the tax levy",
    "a housing bond", "the old courthouse", "the vaccine clinic", "the voting machines", "the rail bridge",
)  # fmt: skip
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

_SENTENCES: Final = (
    "{office} voted {n} to {k} on {day} to close {thing} near {place}, ending a dispute of {k} years.",
    "“We were told in {month} that the money was there,” {name} said. “It was not.”",
    "The repairs will cost ${n}.{k} million, according to a report that {office} released late on {day}.",
    "{title} {last} declined to comment.",
    "Officials in {place} counted {n},{m} requests in the first {k} weeks, more than in the whole of {year}.",
    "{name}, who has lived in {place} since {year}, said neighbors learned of it from a notice on a fence.",
    "“Nobody asked the people who use {thing} every morning,” {name} told reporters outside {office}.",
    "A spokesman for {office}, {name}, called the figures “preliminary at best.”",
    "The agreement, signed on {month} {d}, {year}, gives {office} until the end of {month} to answer.",
    "At 9:{d} p.m. the water stood {k}.{k} feet above the mark, and crews moved {thing} to higher ground.",
    "It was the third such vote since {year}; the first two failed by fewer than {n} ballots.",
    "Critics say the plan leaves {place} with no way to pay for {thing} once federal grants run out.",
    "Asked whether she would run again, {title} {last} laughed. “Ask me in {month},” she said.",
    "Prices rose {k}.{k} percent in {place} and {k} percent in {place}, the smallest gain since {month}.",
    "The lawsuit names {office}, its former director {name} and {n} others.",
    "“I have {n} employees and one road,” {name} said. “If {thing} closes, so do we. It is that simple.”",
    "Engineers from {office} inspected {thing} on {day} and found cracks in {k} of {n} supports.",
    "Under state law, the board must hold a hearing within {n} days, though it has seldom done so.",
    "{name} and {name}, both of {place}, were among the first in line.",
    "What happens to {thing} next is unclear.",
    "The bureau's own survey, first reported by the Calder Courier, put the share at {n} percent.",
    "Turnout was light in the morning but grew after noon, poll workers at {thing} in {place} said.",
    "In a letter dated {month} {d}, {title} {last} wrote that the delay “serves only the lawyers.”",
    "Some, like {name}, drove two hours from {place} to speak for three minutes.",
    "The company, based in {place}, reported sales of ${n} billion, up from ${k} billion in {year}.",
    "No one was hurt, but {thing} remained closed on {day} while investigators took measurements.",
    "Researchers at {office} followed {n},{m} households for {k} years before they published their findings.",
    "Mr. {last} has until {month} {d} to appeal.",
)
_HEADLINES: Final = (
    "{place} votes to keep {thing} open", "Judge halts sale of {thing} in {place}",
    "{place} weighs ${n} million plan for {thing}", "After the flood, {place} argues over {thing}",
    "{name} named to lead inquiry into {thing}",
)  # fmt: skip
_FURNITURE: Final = (
    "Advertisement",
    "Sign up for our newsletter",
    "Read more: What we know so far",
    "Share this article",
)
_FOOT: Final = "Contact the newsroom: desk{k}@calder-courier.example, (555) 010-{m}"


def articles(count: int, seed: int = SEED) -> Iterator[str]:
    """Yield ``count`` articles as raw text: title, byline, date, paragraphs with furniture among them."""
    for number in range(count):
        yield _article(random.Random(f"{seed}/{number}"))  # noqa: S311 - not for secrets


def _article(chance: random.Random) -> str:
    date = f"{chance.choice(_MONTHS)} {chance.randint(1, 28)}, {chance.randint(2009, 2024)}"
    head = [_fill(chance, _HEADLINES), f"By {chance.choice(_FIRST)} {chance.choice(_LAST)}", date]
    body: list[str] = []
    words = 0
    while words < WORDS:
        paragraph = " ".join(_fill(chance, _SENTENCES) for _ in range(chance.randint(1, 3)))
        words += len(paragraph.split())
        body.append(paragraph)
    for line in _FURNITURE[: chance.randint(1, len(_FURNITURE))]:
        body.insert(chance.randint(2, len(body)), line)
    foot = _FOOT.format(k=chance.randint(1, 9), m=chance.randint(1000, 9999))
    return "\n\n".join([*head, *body, foot]) + "\n"


def _fill(chance: random.Random, patterns: tuple[str, ...]) -> str:
    pick = chance.choice
    text = pick(patterns)
    while "{name}" in text:
        text = text.replace("{name}", f"{pick(_FIRST)} {pick(_LAST)}", 1)
    while "{place}" in text:
        text = text.replace("{place}", pick(_PLACES), 1)
    text = text.format(
        office=pick(_OFFICES), thing=pick(_THINGS), title=pick(_TITLES), last=pick(_LAST), day=pick(_DAYS),
        month=pick(_MONTHS), year=chance.randint(1979, 2023), n=chance.randint(11, 98),
        k=chance.randint(2, 9), m=chance.randint(100, 999), d=chance.randint(10, 28),
    )  # fmt: skip
    return text[0].upper() + text[1:]
