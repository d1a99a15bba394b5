"""Fills a new home with something of each kind for every page to show; prints a value for each argument of an
address. Run as a program of its own."""

from __future__ import annotations

import json

from sourcebook.dossier import start

start()

from tests.workbench.holding import hold  # noqa: E402
from tests.workbench.publishing.making import SLUG, TEXT, partners  # noqa: E402
from tests.workbench.samples import SAMPLES  # noqa: E402

from sourcebook.dossier.codebooks import choose_codebook  # noqa: E402
from sourcebook.dossier.editions import opened  # noqa: E402
from sourcebook.dossier.models import Account, Dossier, Record, Revision  # noqa: E402
from sourcebook.dossier.seen import Viewer, as_system, viewing  # noqa: E402
from sourcebook.dossier.write.status import put_theme  # noqa: E402


def filled() -> dict[str, list[str]]:
    """Makes the records, an edition and what else there is; what stands for each argument."""
    with as_system():
        dossier, keeper = Dossier.objects.get(), Account.objects.get()
    partners(dossier)
    held = hold(dossier, keeper)
    with viewing(Viewer(dossier.pk, "keeper", keeper.pk, keeper.organisation_id)):
        choose_codebook(dossier.pk, "state-rhetoric", "the usual one")
        put_theme([held["said"]], "state-rhetoric", "dehumanisation", why="coded")
        opened(SLUG, TEXT.replace("KEY", held["said"][:8]), "first text")
        revision = str(Revision.objects.filter(act="edit").values_list("pk", flat=True)[0])
        drafts = Record.objects.filter(status="draft").values_list("pk", flat=True)
        told = {
            name: [find(dossier)]
            for name, find in SAMPLES.items()
            if name not in ("record", "capture", "edition")
        }
        return {
            **told,
            "record": [held[name] for name in ("said", "shots", "few", "speaker", "source", "copy")],
            "capture": [held["copy"]],
            "edition": [SLUG],
            "revision": [revision],
            "drafts": [str(one) for one in drafts[:1]],
        }


if __name__ == "__main__":
    print(json.dumps(filled()))
