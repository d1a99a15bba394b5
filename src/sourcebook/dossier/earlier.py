"""A record as it was at an earlier version, as far as the history tells the viewer: what a form was made
of."""

from __future__ import annotations

from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.paths import applied
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.models import Change
from sourcebook.dossier.write.past import told


def as_it_was(plain: Plain, version: int, keys: Keys | None = None) -> Plain:
    """A record, as it is now, taken back to a version; one query.

    A change that the viewer does not see, or that is sealed and was not opened, is not taken back: what it
    changed is as it is now.
    """
    if plain["version"] == version:
        return plain
    before = {**plain}
    changes = Change.objects.filter(record_id=plain["id"], version__gt=version).order_by("-version", "id")
    for change in changes:
        if change.sealed is None or keys is not None:
            before = applied(before, told(change, keys)[0])
    return {**before, "version": version}
