"""A dossier with published records and an edition that refers to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.dossier.write.making import actor, capture, evidence, layer_of, make, source
from tests.workbench.holding import viewer_of

from sourcebook.dossier.editions import opened
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier, Edition
from sourcebook.dossier.seen import viewing
from sourcebook.dossier.write.levels import set_level
from sourcebook.dossier.write.status import advance

SAID = "Every hill will be ours again."
TEXT = """---
title: Ardovia 2031
period: '2031'
date: '2031-12-01'
---

# Summary {{#summary .summary}}

At least [=claim:{claim}] people were killed.

# Roads {{#roads}}

On 18 March, Oren Dask said: “Every hill will be ours again.”[@statement:{said}] {{#dask}}

The road to Selm was closed. The mill stood empty.

On 19 March 2031 nobody came to the bridge.

## Bridges {{#bridges}}

As said in paragraph [#dask], the bridge was watched.[@statement:{said}]

# Mills {{#mills}}

Nothing is known of the mills.
"""


@dataclass(frozen=True)
class Kept:
    """An edition, and the first digits of what it refers to; `draft` is a statement that is not published."""

    edition: Edition
    said: str
    claim: str
    draft: str


def kept(dossier: Dossier, keeper: Account) -> Kept:
    """Makes the records and the edition as the keeper."""
    with viewing(viewer_of(dossier, keeper)):
        dask = actor("Oren Dask", public="public")
        gazette = source("https://gazette.example/18", published="2031-03-18", title="Hills")
        copy = capture(gazette["id"], file_name="gazette.html")
        said = _said(dask, SAID)
        said["evidence"] = [_passage(field, copy, SAID) for field in ("text", "when", "speakers")]
        dask["evidence"] = [_passage("names", copy, SAID)]
        event = empty_plain(
            "event", type="killing", when="2031-03-19", description="shots at the Selm bridge"
        )
        event["evidence"] = [_passage(field, copy, "Nobody answered.") for field in ("", "when", "type")]
        claim = empty_plain(
            "claim",
            about=event["id"],
            property="killed",
            best=3,
            claimant_words="the police",
            rule="at least",
        )
        claim["evidence"] = [_passage("best", copy, "Nobody answered.")]
        draft = _said(dask, "No hill was ever theirs, he said on Monday.")
        make(dask, gazette, copy, said, event, claim, draft, why="told by a paper")
        ids = [one["id"] for one in (dask, gazette, copy, said, event, claim)]
        set_level(ids, "public", "for the report")
        advance(ids, "review", "looked at")
        advance(ids, "publish", "looked at")
        names = {"said": said["id"][:8], "claim": claim["id"][:8]}
        edition = opened("report-2031", TEXT.format(**names), "begun")
    return Kept(edition, names["said"], names["claim"], draft["id"][:8])


def _said(speaker: dict[str, Any], words: str) -> dict[str, Any]:
    return empty_plain(
        "statement", when="2031-03-18", text=words, language="en", form="remark",
        speakers=[{"actor": speaker["id"], "words": "Oren Dask"}],
    )  # fmt: skip


def _passage(field: str, copy: dict[str, Any], words: str) -> dict[str, Any]:
    return evidence(field, layer_of(copy), words)
