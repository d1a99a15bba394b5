"""The indexes of search: FTS5 on SQLite, a tsvector with GIN on PostgreSQL (see `search.schema`)."""

from typing import ClassVar

from django.db import migrations

from sourcebook.dossier.search.schema import make, remove


class Migration(migrations.Migration):
    """Makes the index of whichever engine runs it."""

    dependencies: ClassVar = [("dossier", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(make, remove)]
