"""Makes the dossier of `keeping`, writes texts about it, and tells where what is gathered by reference differs.

    python -m tests.publish.drafting.referring COUNT

Printed as JSON: how many queries all of it took and how many records half has, and for each of what an edition prints
or is checked by whether it is as it is from a whole material.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.publish.drafting.keeping import planted

from sourcebook.dossier import start
from sourcebook.publish.material import Material

Plain = dict[str, Any]
QUERIES = (
    "statement", "event", "claim", "statement speaker:unnamed", "event type:killing", "claim since:2000",
    "statement since:2030 until:2031-06", "statement theme:threat", "statement not-theme:threat",
)  # fmt: skip


def main(count: int) -> None:
    """The command."""
    start()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from sourcebook.cli.session import dossier_named, viewer_in
    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import as_system, current, viewing
    from sourcebook.dossier.seen.compiler import writing
    from sourcebook.dossier.vault import Argon2, create_vault
    from sourcebook.publish.edition import Cite
    from sourcebook.publish.gathering import Referred, gather

    with viewing(viewer_in(dossier_named(None), None)):
        vault = create_vault("seven grey herons cross the lake", Argon2(memory_kib=64, passes=1, lanes=1))
        dossier = current().within
        with as_system(), writing():
            Dossier.objects.filter(pk=dossier).update(vault=vault.to_json())
        planted(count)
        whole = gather()
        every = [*whole.records, *whole.refused]
        half = [Cite("statement", id[:8]) for id in sorted(every)[::2]]
        with CaptureQueriesContext(connection) as queries:
            Referred().material([Cite("statement", id) for id in every])
        referred = Referred()
        some = referred.material(half)
        first = dict(some.records)
        # What is asked for later comes to what is there.
        all_of_them = referred.material([Cite("statement", id) for id in every])
        found = {
            "queries": len(queries),
            "records": len(first),
            "some": _same(some, whole),
            "all": _same(all_of_them, whole),
            "kept": all(all_of_them.records[id] == plain for id, plain in first.items()),
            "held": referred.material(half) is all_of_them,
            **_said(all_of_them, whole),
        }
    print(json.dumps(found))


def _same(some: Material, whole: Material) -> Plain:
    """Whether each part is as in the whole, as far as that is of the records that were gathered."""
    ids = some.records.keys()
    return {
        "records": all(whole.records[id] == plain for id, plain in some.records.items()),
        "refused": some.refused.items() <= whole.refused.items(),
        "hidden": dict(some.hidden) == {id: told for id, told in whole.hidden.items() if id in ids},
        "themes": dict(some.themes) == {id: codes for id, codes in whole.themes.items() if id in ids},
        "released": some.released == whole.released & ids,
        "own": some.own == whole.own & ids,
        "captures": all(
            some.captures_of.get(id) == whole.captures_of.get(id)
            for id in ids
            if whole.records[id]["kind"] == "source"
        ),
        "around": (some.title, some.partners, some.policy, some.codebooks, some.theme_titles)
        == (whole.title, whole.partners, whole.policy, whole.codebooks, whole.theme_titles),
    }


def _said(some: Material, whole: Material) -> Plain:
    """What is printed and checked by names and counts."""
    from sourcebook.publish.drafting.queries import count, parse
    from sourcebook.publish.edition import Edition, Front
    from sourcebook.publish.edition.parsing import parse as read
    from sourcebook.publish.gate.quotations import Quotations
    from sourcebook.publish.gate.sentences import Sentences
    from sourcebook.publish.printing.galley import Galley

    names = sorted(
        {name["value"] for one in whole.records.values() for name in one["parts"].get("names", ())}
    )
    lines = ["---", "title: A report", "language: en", "---", "", "# Words"]
    for id in (*whole.records, *whole.refused):
        kind = whole.records.get(id, {"kind": "statement"})["kind"]
        lines += ["", f"It was so.[@{kind}:{id}] “These were the words of it.”[~@{kind}:{id}]"]
    lines += [f"\n{name} was seen there." for name in names]
    lines += [f"\nThere were [=count:{query}] of them." for query in QUERIES]
    edition = read("\n".join(lines) + "\n")
    assert isinstance(edition, Edition) and isinstance(edition.front, Front)
    return {
        "galley": Galley.of(edition, some).blocks == Galley.of(edition, whole).blocks,
        "counts": {query: [count(parse(query), some), count(parse(query), whole)] for query in QUERIES},
        "sentences": list(Sentences(edition, some).problems()) == list(Sentences(edition, whole).problems()),
        "persons": sum("a person" in str(one) for one in Sentences(edition, some).problems()),
        "quotations": list(Quotations(edition, some).problems())
        == list(Quotations(edition, whole).problems()),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
