"""Backups: a dossier with everything that belongs to it in one encrypted file, and back again.

No plain byte of it reaches the disk on the way. The keeper's passphrase opens it; lost, it is final.
"""

from sourcebook.dossier.backup.backing_up import BackedUp, backup
from sourcebook.dossier.backup.restoring import BackupBroken, restore

__all__ = ["BackedUp", "BackupBroken", "backup", "restore"]
