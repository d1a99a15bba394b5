"""What a WSGI server runs: `sourcebook serve` runs it with waitress; another server may as well."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sourcebook.workbench.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
