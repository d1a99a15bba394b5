"""What programs are told when something is wrong: Problem Details in JSON (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse


def problem(status: int, title: str, detail: str = "", **more: Any) -> HttpResponse:
    """An answer of this status: what is wrong, and what to do."""
    told = {
        "type": "about:blank",
        "title": title,
        "status": status,
        **({"detail": detail} if detail else {}),
        **more,
    }
    return HttpResponse(
        json.dumps(told, ensure_ascii=False), status=status, content_type="application/problem+json"
    )


def not_taken(methods: Sequence[str]) -> HttpResponse:
    """405, with the methods that there are."""
    answer = problem(
        405, "This method is not taken here.", f"Use {', '.join(methods)}: the API is for reading."
    )
    answer.headers["Allow"] = ", ".join((*methods, *(("HEAD",) if "GET" in methods else ())))
    return answer
