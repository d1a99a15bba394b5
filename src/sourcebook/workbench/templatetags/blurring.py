"""Tags around the words of a record, which may be hidden until asked for (`frame/veiling.py`).

    {% blurred record.id %}<a href="..."><bdi>{{ record.label }}</bdi></a>{% endblurred %}
    <title>{% unheard record.id record.label %}</title>     in a title or an attribute

Not inside `<p>`, which cannot hold what opens: take `<div>`.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from sourcebook.workbench.frame.veiling import BEGIN, END, OPEN, OVER, SHUT, hidden_of

register = template.Library()


@register.simple_block_tag(takes_context=True)
def blurred(context: template.Context, content: str, record: Any) -> SafeString:
    """The words of a record, hidden where they are hateful or graphic and who looks wishes so."""
    request = context.get("request")
    if request is None or not record or not hidden_of(request):
        return mark_safe(content)
    return mark_safe(f"{BEGIN.format(record)}{content}{END}")


@register.simple_tag(takes_context=True)
def unheard(context: template.Context, record: Any, label: Any, longest: int = 0) -> SafeString:
    """A label where no element can stand: that it is hidden, or the label, at most so many letters."""
    text = str(label)
    if longest and len(text) > longest:
        text = text[: longest - 1] + "…"
    request = context.get("request")
    if request is None or not record or not hidden_of(request):
        return conditional_escape(text)
    for letter in (OPEN, SHUT, OVER):
        text = text.replace(letter, "")
    return mark_safe(f"{OPEN}{record}{SHUT}{conditional_escape(text)}{OVER}")


@register.simple_tag(takes_context=True)
def hides(context: template.Context, sort: str) -> bool:
    """Whether who looks has a sort of words or pictures hidden until asked for."""
    request = context.get("request")
    return request is not None and sort in hidden_of(request)
