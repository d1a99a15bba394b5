"""Django's backend for postgresql, whose compiler gates each query."""

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations as Operations


class DatabaseOperations(Operations):
    """Names the gated compiler."""

    compiler_module = "sourcebook.dossier.seen.backends.postgresql.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose queries are gated."""

    ops_class = DatabaseOperations
