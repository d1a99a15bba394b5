"""One step in a process of its own, with a home of its own: what the tests that kill it run.

python own_process.py prepare|export|backup|load|restore PATH
"""

from __future__ import annotations

import sys
from pathlib import Path

PASSPHRASE = "seven lanterns over Lake Miv"
RECORDS = 1500


def main(step: str, path: Path) -> None:
    """Does the step; says "go" when it begins."""
    from sourcebook.dossier import start

    start()
    from django.core.management import call_command

    from sourcebook.dossier.backup import backup, restore
    from sourcebook.dossier.exchange.export import export
    from sourcebook.dossier.exchange.load import load
    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import as_system

    with as_system():
        call_command("migrate", verbosity=0)
        print("go", flush=True)
        if step == "prepare":
            _prepare(path)
        elif step == "export":
            export(Dossier.objects.get(), path)
        elif step == "backup":
            backup(Dossier.objects.get(), path)
        elif step == "load":
            load(path)
        elif step == "restore":
            restore(path, PASSPHRASE)
    print("done", flush=True)


def _prepare(benchmarks: Path) -> None:
    """A made-up dossier with a vault and preserved bytes."""
    from sourcebook.dossier.home import captures
    from sourcebook.dossier.kinds import empty_plain
    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import Viewer, viewing
    from sourcebook.dossier.seen.compiler import writing
    from sourcebook.dossier.vault import Argon2, Store, create_vault
    from sourcebook.dossier.write import create
    from sourcebook.dossier.write.levels import set_level

    sys.path.insert(0, str(benchmarks))
    from exchange import generate  # type: ignore[import-not-found]

    generate(RECORDS)
    dossier = Dossier.objects.get()
    with writing():
        dossier.vault = create_vault(PASSPHRASE, Argon2(memory_kib=8, passes=1, lanes=1)).to_json()
        dossier.save(force_update=True)
    store = Store(captures())
    hashes = [store.put(bytes([number]) * 200_000).sha256 for number in range(8)]
    with viewing(Viewer(dossier.pk, "system")):
        made = create([empty_plain("capture", sha256=one) for one in hashes], "handed in")
        set_level(made.ids[:2], "sealed", "not safe")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
