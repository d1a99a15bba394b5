"""The dossier: what the team knows, with evidence under every field.

The one place that knows the database. `start()` makes Django ready; who asks is bound by `seen.viewing`;
every change goes through `write`.
"""

from __future__ import annotations

import os


def start() -> None:
    """Make Django ready, once; the settings are `sourcebook.settings` unless the environment names others."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sourcebook.settings")
    if not apps.ready:
        django.setup()
