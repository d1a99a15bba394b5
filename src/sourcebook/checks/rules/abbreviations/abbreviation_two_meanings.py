"""abbreviation-two-meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.abbreviations.comparing import expansions_that_differ
from sourcebook.checks.rules.abbreviations.listed import Entry, entries
from sourcebook.reading.lexicon import alternation
from sourcebook.text.folding import skeleton

_WORD = re.compile(r"[^\W\d_]+")


class AbbreviationTwoMeanings(Rule):
    """An abbreviation stands for two things.

    ## What it does
    Compares what the list and the text say that an abbreviation stands for. It also finds a listed body used
    as if it were a treaty ("obligations under" a committee), and a listed treaty that acts like a body.

    ## Why it matters
    A committee is bound by nothing and binds no one; its convention does. Whoever answers the report will say
    that its authors do not know the one from the other.

    ## Example
    Fails: "CERD: Committee on the Elimination of Racial Discrimination" in the list, and "Ardovia's
    obligations under CERD" in the text.
    Passes: "Ardovia's obligations under ICERD" where the list has ICERD as the convention.

    ## False alarms
    Loose talk that every reader understands. The phrases by which a use is told are a list that can be
    edited.
    """

    name = "abbreviation-two-meanings"
    family = "abbreviations"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Expansions that mean another thing; then uses that the listed meaning does not fit."""
        for short, first, other, how in expansions_that_differ(report):
            if how == "meaning":
                yield self.finding(
                    f"{short} stands for “{first.full}” and for “{other.full}”. Give each its own "
                    "abbreviation.",
                    first.side,
                    other.side,
                    terms=[short],
                )
        yield from self._misused(report)

    def _misused(self, report: Report) -> Iterator[Finding]:
        words, listed = report.words("abbreviations"), entries(report)
        bodies = [short for short, entry in listed.items() if _kind(entry, words["bodies"])]
        texts = [short for short, entry in listed.items() if _kind(entry, words["instruments"])]
        before, verbs = alternation(words["of an instrument"]), alternation(words["of a body"])
        # What follows must end the name: "obligations under EU law" is about the law.
        as_text = re.compile(
            rf"(?<!\w)(?:{before})\s(?:the\s)?(?P<short>{_any(bodies)})(?=[,.;:)]|\s(?:to|and|that|as|with|by|in|for|is|are|was|were|has|have)\s|$)"
        )
        as_body = re.compile(
            rf"(?<![\w-])(?P<short>{_any(texts)})\s(?:has\s|have\s|also\s)?(?:{verbs})(?!\w)"
        )
        for view in report.views:
            own = report.own(view)
            for pattern, is_a, used_as in ((as_text, "a body", "a text"), (as_body, "a text", "a body")):
                for match in pattern.finditer(own):
                    entry = listed[match["short"]]
                    yield self.finding(
                        f"{entry.short} is {is_a} in the list (“{entry.full}”) and used like {used_as} "
                        "here. Name the one that is meant.",
                        entry.side,
                        report.sentence(view, match.start()),
                        terms=[entry.short],
                    )


def _kind(entry: Entry, nouns: list[str]) -> bool:
    """Whether one of the nouns stands in the name before any "of", "on", "for": there stands what it is."""
    head = re.split(r"\s(?:of|on|for|against|to)\s", skeleton(entry.full), maxsplit=1)[0]
    return bool(set(_WORD.findall(head)) & set(nouns))


def _any(shorts: list[str]) -> str:
    return alternation(shorts) or "(?!)"
