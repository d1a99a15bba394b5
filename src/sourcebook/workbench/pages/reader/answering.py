"""A fragment beside the text; asked for without scripts, the same fragment as a page of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from sourcebook.workbench.frame import Request


def answered(request: Request, template: str, told: dict[str, Any], status: int = 200) -> HttpResponse:
    """The fragment, or a page with it."""
    if request.htmx:
        return render(request, template, told, status=status)
    return render(request, "reader/alone.html", {**told, "fragment": template}, status=status)
