"""term-variant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.names.forms import Place
from sourcebook.checks.rules.names.showing import paragraphs
from sourcebook.reading.lexicon import alternation
from sourcebook.reading.names.bodies import british
from sourcebook.reading.names.words import words_of
from sourcebook.text.folding import skeleton

_WORD = re.compile(r"(?<![\w-])[a-z]{6,}(?![\w-])")
_NEAR = 45

Places = dict[str, list[Place]]


class TermVariant(Rule):
    """One thing under two terms.

    ## What it does
    Reports a name that the text follows with two nouns for one thing ("the Sellan Guard", "the Sellan
    Militia"), several words for what happened to one person (kidnapped, detained), and words spelt in two
    ways (organisation, organization). The pairs of nouns and the words for acts are lists.

    ## Why it matters
    A word is a finding: who was kidnapped was not detained. A reader must ask which one is meant, and a
    court will.

    ## Example
    Fails: "the Sellan Militia" in one paragraph and "the Sellan Guard" in all others of a report on Ardovia.
    Passes: "the Sellan Guard (a militia)" once, and "the Guard" after that.

    ## False alarms
    Two things with nearly one name: a ministry and a department of it. A person who was abducted first and
    put into detention later.

    ## Options
    `terms`: lists of nouns for one thing, beside those of the list.
    """

    name = "term-variant"
    family = "names"
    severity = "info"
    options = {"terms": []}

    def find(self, report: Report) -> Iterator[Finding]:
        """Nouns after one name, then words for one act, then spellings."""
        for name, nouns in _nouns_after_names(report, self.option["terms"]):
            yield self._several(report, nouns, f"“{name}” goes with {{}}: one thing under several terms?")
        for person, acts in _acts_upon(report):
            yield self._several(report, acts, f"What happened to {person} is told as {{}}.")
        for spellings in _two_spellings(report):
            yield self._several(report, spellings, "One word is spelt {}.")

    def _several(self, report: Report, forms: Places, message: str) -> Finding:
        rarer = sorted(forms.values(), key=len)[:-1]
        told = " and ".join(f"“{form}” ({len(places)})" for form, places in forms.items())
        return self.finding(
            f"{message.format(told)} Choose one, or say what sets them apart.",
            *(report.sentence(places[0].view, places[0].start) for places in forms.values()),
            paragraphs=paragraphs(place for places in rarer for place in places),
            terms=list(forms),
        )


def _nouns_after_names(report: Report, added: Iterable[list[str]]) -> Iterator[tuple[str, Places]]:
    """A name and the nouns of one list that stand after it as part of the name, with a capital."""
    lists = [[noun.casefold() for noun in nouns] for nouns in (*report.words("names")["terms"], *added)]
    of_noun = {noun: n for n, nouns in enumerate(lists) for noun in nouns}
    pattern = re.compile(
        rf"(?<!\w)(?P<name>[^\W\d_]+)\s(?P<noun>{alternation(of_noun)})(?!\w)", re.IGNORECASE
    )
    found: dict[tuple[str, int], Places] = defaultdict(lambda: defaultdict(list))
    for view in report.views:
        for match in pattern.finditer(report.own(view)):
            # Only where the noun is part of the name are two nouns two names.
            if match["name"][0].isupper() and match["noun"][0].isupper() and not match["name"].isupper():
                place = Place(view, *match.span())
                found[match["name"], of_noun[match["noun"].casefold()]][match["noun"]].append(place)
    for (name, _), nouns in found.items():
        if len({_singular(noun) for noun in nouns}) > 1:
            yield name, nouns


def _singular(noun: str) -> str:
    return noun.casefold().removesuffix("s")


def _acts_upon(report: Report) -> Iterator[tuple[str, Places]]:
    """A person named in full and the words for detaining that stand near the name."""
    groups: list[list[str]] = report.words("names")["acts"]
    of_word = {word: group[0] for group in groups for word in group}
    act = re.compile(rf"(?<!\w)(?:{alternation(of_word)})(?!\w)")
    # Ahead only, so that pairs of words may overlap.
    person = re.compile(r"(?<!\w)(?=(?P<name>[^\W\d_]+\s[^\W\d_]+)(?!\w))")
    victims = " / ".join(victim for event in report.reading.events for victim in event.victims)
    nouns = words_of(report.language).place_nouns
    found: dict[str, dict[str, Places]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for view in report.body:
        own = report.own(view)
        for match in act.finditer(own):
            word = " ".join(match[0].split())
            for near in person.finditer(own, max(0, match.start() - _NEAR), match.end() + _NEAR):
                name = " ".join(near["name"].split())
                if _a_name(name, nouns):
                    found[name][of_word[word]][word].append(Place(view, *match.span()))
    for name, kinds in found.items():
        if len(kinds) > 1 and name in victims:
            yield name, {word: places for forms in kinds.values() for word, places in forms.items()}


def _a_name(name: str, place_nouns: frozenset[str]) -> bool:
    parts = name.split()
    return (
        all(part[0].isupper() and not part.isupper() for part in parts)
        and parts[-1].casefold() not in place_nouns
    )


def _two_spellings(report: Report) -> Iterator[Places]:
    """Words that the report spells the British and the American way."""
    found: dict[str, Places] = defaultdict(lambda: defaultdict(list))
    for view in report.views:
        for match in _WORD.finditer(report.own(view)):
            one = british(skeleton(match[0]))
            found[one][match[0]].append(Place(view, *match.span()))
    return (forms for forms in found.values() if len(forms) > 1)
