"""Work is begun: its files into their folder, its row and its place in the queue in one transaction."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.utils.translation import get_language

from sourcebook.dossier.desk import working
from sourcebook.dossier.models.desk import Work
from sourcebook.workbench.frame import Request
from sourcebook.workbench.uploading import clean_name
from sourcebook.workbench.work.folders import folder_of, made_folder
from sourcebook.workbench.work.kinds import kind_named
from sourcebook.workbench.work.queue import queued


def begin(
    request: Request,
    kind: str,
    given: Mapping[str, Any],
    title: str = "",
    once: str = "",
    files: Mapping[str, File[bytes]] | None = None,
) -> Work:
    """Begins work of a kind for who asks; the work that waits or runs already where `once` is the same.

    `files` are kept under their names in the folder of the work. Raises NotAllowed, Underway, OSError (a full
    disk: nothing was begun then), KeyError.
    """
    known = kind_named(kind)
    request.viewer.must(known.may)
    pk = uuid.uuid4()
    shown = title or str(known.title)
    key = once or f"{kind} {shown} {json.dumps(given, sort_keys=True)}"
    try:
        folder = made_folder(pk)
        for name, upload in (files or {}).items():
            with (folder / clean_name(name)).open("xb") as target:
                for chunk in upload.chunks():
                    target.write(chunk)
        work = working.begin(kind, shown, given, key, pk, queued, get_language() or "en")
    except BaseException:
        shutil.rmtree(folder_of(pk), ignore_errors=True)
        raise
    if work.pk != pk:
        shutil.rmtree(folder_of(pk), ignore_errors=True)
    return work
