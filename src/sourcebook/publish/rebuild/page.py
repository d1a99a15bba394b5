"""The comparison page: what was recovered of a report, what differs, what the checks found; no script."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from sourcebook import __version__
from sourcebook.publish.rebuild.comparing import Compared

_HERE = Path(__file__).parent
_SEVERITIES = ("error", "warning", "info")


def page(found: Compared, name: str) -> str:
    """The page as HTML. `name` is the file that was read."""
    by_severity = {
        severity: [one for one in found.findings if one["severity"] == severity] for severity in _SEVERITIES
    }
    return _template().render(found=found, name=name, findings=by_severity, version=__version__)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["ord"] = ord
    environment.globals["css"] = Markup((_HERE / "page.css").read_text("utf-8"))
    return environment.get_template("page.html")
