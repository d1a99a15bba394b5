"""Saved pages of the invented country: what a source said, around the words that the report quotes of it."""

from __future__ import annotations

import html
from collections.abc import Sequence

_AROUND = (
    "The text below is published in full.",
    "Applause followed, and the speaker went on after a pause.",
    "The remarks were recorded by this newsroom and are kept in its archive.",
    "Questions were not taken. The next item of the programme was the weather in both valleys.",
)


def page(title: str, publisher: str, date: str, passages: Sequence[str]) -> str:
    """A page as HTML with each passage in a paragraph of its own."""
    told = []
    for number, passage in enumerate(passages):
        told.append(f"<p>{_AROUND[number % len(_AROUND)]}</p>")
        told.append(f"<p>{html.escape(passage)}</p>")
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title>'
    body = [f"<h1>{html.escape(title)}</h1>", f"<p>{html.escape(publisher)}, {html.escape(date)}</p>", *told]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="en"><head>{head}</head><body>',
            *body,
            f"<p>{_AROUND[3]}</p>",
            "</body></html>",
            "",
        ]
    )
