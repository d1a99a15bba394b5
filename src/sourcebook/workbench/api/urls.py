"""The addresses of the API, each with its rule, and what is said where something is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response
from ninja.errors import HttpError, ValidationError

from sourcebook.dossier.exchange.lines import Unwritable
from sourcebook.dossier.seen import NotAllowed
from sourcebook.workbench.api.operations import api
from sourcebook.workbench.frame import ANYONE, TOKEN, page, ruled
from sourcebook.workbench.frame.problem import problem

PREFIX = "/api/v1/"


def _absent(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, "There is no such thing, or the key's person may not see it.")


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(403, str(error) or "This is not allowed.")


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [{"where": ".".join(map(str, one["loc"])), "what": one["msg"]} for one in error.errors]
    first = f"{errors[0]['where']}: {errors[0]['what']}" if errors else ""
    return problem(422, "Something that was asked cannot be understood.", first, errors=errors)


def _other(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, str(error))


def _unwritable(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(409, "A record cannot be written as JSON.", str(error))


api.add_exception_handler(Http404, _absent)
api.add_exception_handler(NotAllowed, _refused)
api.add_exception_handler(PermissionDenied, _refused)
api.add_exception_handler(ValidationError, _invalid)
api.add_exception_handler(HttpError, _other)
api.add_exception_handler(Unwritable, _unwritable)


def conditional(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view whose answer has an ETag, and is left out where the program has it already."""

    @wraps(view)
    def answered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        response = view(request, *given, **named)
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return response
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = etag
        return get_conditional_response(request, etag, None, response) or response

    return answered


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The description of the API as OpenAPI."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    for operations in made["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400 and "content" in answer:
                    answer["content"] = {
                        "application/problem+json": answer["content"].pop("application/json")
                    }
    lines = {"application/jsonl": {"schema": {"type": "string"}}}
    made["paths"][f"{PREFIX}records.jsonl"]["get"]["responses"][200]["content"] = lines
    return made


@page(ANYONE)
def openapi(request: HttpRequest) -> HttpResponse:
    """The description: the same for everybody, and nothing of any dossier."""
    return JsonResponse(description())


@page(ANYONE)
def told(request: HttpRequest) -> HttpResponse:
    """The description as a page."""
    paths = description()["paths"]
    operations = [
        {
            "path": where,
            "summary": operation.get("description") or operation["summary"],
            "parameters": operation.get("parameters", []),
            "tag": operation["tags"][0],
        }
        for where, methods in paths.items()
        for operation in methods.values()
    ]
    operations.sort(key=lambda one: one["tag"])
    return render(request, "tokens/api.html", {"operations": operations})


def _patterns() -> list[URLPattern]:
    """The operations with their rule."""
    made: list[Any] = api.urls[0]
    found = [each for each in made if (each.name or "").startswith("api-") and each.name != "api-root"]
    return [
        path(str(each.pattern), ruled(conditional(each.callback), TOKEN), name=each.name) for each in found
    ]


urlpatterns = [
    path("", told, name="api"),
    path("openapi.json", openapi, name="api-openapi"),
    *_patterns(),
]
