"""The tables of types and variables that lie beside this code as YAML, for researchers to correct."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """The table `<name>.yaml`."""
    found: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))
    return found


def form_of(csl_type: str) -> str:
    """The form of a source whose item has this CSL type; "other" for a type that CSL does not know."""
    form: str = table("csl_types").get(csl_type, {}).get("form", "other")
    return form


def publisher_variable(csl_type: str) -> str:
    """The CSL variable that names the publisher of an item of this type."""
    variable: str = table("csl_types").get(csl_type, {}).get("publisher", "publisher")
    return variable
