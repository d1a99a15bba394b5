"""summary-claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.reading.lexicon import alternation
from sourcebook.text.folding import skeleton

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STEM, _LONGEST = 5, 12


class SummaryClaim(Rule):
    """The summary tells of an act of which the body says nothing.

    ## What it does
    Takes what the summary says was done to whom ("journalists were killed") and looks for a paragraph of the
    body that speaks of those persons or things and of such an act, in whatever words. The acts and the words
    for them are a list (`acts`).

    ## Why it matters
    The summary is what is quoted. A grave claim in it without a paragraph behind it has no source at all.

    ## Example
    Fails: "Journalists were killed at their desks." in the summary of a report on Ardovia whose body tells of
    no journalist.
    Passes: "Civilians were shelled at a market", where the body tells of mortar rounds on the market.

    ## False alarms
    A body that names the persons and never says what they are.
    """

    name = "summary-claim"
    family = "figures"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """The acts in the summary without a paragraph in the body, in order."""
        words = report.words("acts")
        forms: dict[str, str] = words["forms"]
        passive = re.compile(
            rf"(?<!\w)(?P<noun>[^\W\d_]{{3,30}})\s(?:{alternation(words['passive'])})\s(?:\w+ly\s)?(?P<verb>{alternation(forms)})(?!\w)"
        )
        anyone, index = frozenset(words["anyone"]), None
        for view in report.summary:
            if report.recommends(view):
                continue
            own = report.own(view)
            for match in passive.finditer(own):
                noun = match["noun"].casefold()
                if noun in anyone or match["noun"].isupper():
                    continue
                index = index or _body_index(report)
                if not _told(index, _nouns(noun, words["same"]), words[forms[match["verb"]]]):
                    yield self.finding(
                        f"The body tells of no {match['noun'].lower()} {match['verb']}. Take the claim out "
                        "of the summary, or tell of it in the body with its source.",
                        report.sentence(view, match.start()),
                    )


def _body_index(report: Report) -> dict[str, set[int]]:
    """Which paragraphs of the body, quotations and notes included, have a word that begins so."""
    found: dict[str, set[int]] = defaultdict(set)
    for view in report.body:
        texts = [view.text, *(report.document.notes_by_number[n].text for n in view.paragraph.notes)]
        for word in {word for text in texts for word in _WORD.findall(skeleton(text))}:
            for length in range(3, min(len(word), _LONGEST) + 1):
                found[word[:length]].add(view.paragraph.index)
    return found


def _nouns(noun: str, same: list[list[str]]) -> list[str]:
    """The stem of a noun, and of those that stand for it."""
    bare = skeleton(noun)
    stems = [stem for group in same if any(bare.startswith(stem) for stem in group) for stem in group]
    return [bare.removesuffix("s")[: max(_STEM, len(bare) - 3)], *stems]


def _told(index: dict[str, set[int]], nouns: list[str], acts: list[str]) -> bool:
    """Whether a paragraph, or one beside it, speaks of the noun and of the act."""
    of_act = {n for act in acts for n in index.get(skeleton(act).split(" ")[0][:_LONGEST], ())}
    return any(
        not of_act.isdisjoint((n - 1, n, n + 1)) for noun in nouns for n in index.get(noun[:_LONGEST], ())
    )
