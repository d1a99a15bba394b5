"""record-tone-loaded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.own_words import OwnText, own_texts
from sourcebook.checks.report import word_list
from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.voice.own_voice import Place, Terms, spoken, written


class RecordToneLoaded(DossierRule):
    """A word of the team's own text in a record judges instead of telling.

    ## What it does
    Looks in notes, descriptions, criteria and the texts of the team's findings for the words of the list
    `loaded`, the same as `tone-loaded` uses for a report and the same for every party. Quotations,
    translations, names, and what a sentence gives to somebody are never judged; nor is what an import or a
    machine wrote and nobody has accepted. The rule never fails a check.

    ## Why it matters
    Descriptions of records become sentences of the report. A word that judges is easier to take out now.

    ## Example
    Fails: the description "The regime in Kelmet cynically closed the road."
    Passes: the description "The Government of Ardovia closed the road on 3 May."

    ## False alarms
    Terms of art. Add them to `harmless` in the list, or the words to the option `allowed`.

    ## Options
    `terms`: words to look for beside the list. `allowed`: words of the list that this dossier may use.
    """

    name = "record-tone-loaded"
    family = "voice"
    severity = "warning"
    options = {"terms": [], "allowed": []}

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Each text with a loaded word, once."""
        for one in own_texts(dossier):
            words = word_list("loaded", one.language)
            terms, grave = self._terms(one.language, words)
            found = list(spoken(one.view, one.own, terms, words, one.language))
            if found:
                places = [place for _, place in found]
                yield self.finding(
                    f"The team's own words say {written(places)}. Say what happened instead, or name who "
                    "said so.",
                    dossier.side(one.record, one.field, _sentences(one, places)),
                    severity=None if any(term in grave for term, _ in found) else "info",
                    terms=dict.fromkeys(place.written.lower() for place in places),
                )

    @cached_property
    def _known(self) -> dict[str, tuple[Terms, frozenset[str]]]:
        return {}

    def _terms(self, language: str, words: dict[str, Any]) -> tuple[Terms, frozenset[str]]:
        """The terms of a language, and which of them are grave."""
        if language not in self._known:
            grave = [*words["warning"], *self.option["terms"]]
            every = {*grave, *words["info"]} - {*self.option["allowed"]}
            bare = frozenset(term.casefold().removesuffix("*") for term in grave)
            self._known[language] = Terms(sorted(every)), bare
        return self._known[language]


def _sentences(one: OwnText, places: list[Place]) -> str:
    spans = dict.fromkeys(one.view.sentence_at(place.start) for place in places)
    return " ... ".join(one.text[start:end] for start, end in spans)
