"""Who had a preserved copy in hand, led on after it was taken in: that somebody verified its bytes."""

from __future__ import annotations

from sourcebook.dossier.copies import Copy
from sourcebook.dossier.ingest.keeping import custody_entry
from sourcebook.dossier.seen import current
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.open_acts import may_edit


def note_verified(copy: Copy, found: str) -> bool:
    """Notes in the custody of a copy that its bytes were read; `found` is the hash that they have now.

    Gives whether it was noted: not where the viewer may not change the copy. Raises Conflict, Refused.
    """
    if not may_edit(copy.record, current()):
        return False
    same = found == copy.fields["sha256"]
    entry = custody_entry("verified", "unchanged" if same else f"changed: SHA-256 is now {found}")
    edit([Edit(copy.id, {f"parts/custody/{entry['id']}": entry})], "verified")
    return True
