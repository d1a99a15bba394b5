"""The invented country's dossier with its drafted edition; every test works on a copy."""

from tests.publish.cli.conftest import drafted as drafted
from tests.publish.cli.conftest import home as home
