"""Tags of the document pages: what of the register stands on the first page."""

from __future__ import annotations

from django import template
from django.template.context import RequestContext

from namro.reading import waiting
from namro.web.documents.register import may_review

register = template.Library()


@register.simple_tag(takes_context=True)
def documents_to_review(context: RequestContext) -> int | None:
    """How many documents have items nobody has looked at; None for those who do not review. One query."""
    request = context["request"]
    return waiting.to_review(request.scope).count() if may_review(request) else None
