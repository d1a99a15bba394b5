"""The one write path: create, edit, review, publish, withdraw, merge, undo, seal, erase.

Each act is one transaction and one revision: who, when, why, and the difference of every record. Nothing else
changes records: the gate refuses UPDATE and DELETE elsewhere.
"""

from sourcebook.dossier.write.change import Edit, edit
from sourcebook.dossier.write.errors import Conflict, Refused
from sourcebook.dossier.write.make import Made, create

__all__ = ["Conflict", "Edit", "Made", "Refused", "create", "edit"]
