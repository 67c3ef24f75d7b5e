"""A client that looks at every page it gets: what may never stand in one fails the test that asked for it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEFT_OVER = re.compile(r"\{\{|\{%|\{#|<c-|</c-")
_EXTERNAL = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_ADDRESSES = (
    "src",
    "href",
    "action",
    "formaction",
    "srcset",
    "poster",
    "data",
    "hx-get",
    "hx-post",
    "hx-put",
    "hx-delete",
)
_NEEDS_EVAL = re.compile(r"on[a-z]|hx-on|hx-vars", re.IGNORECASE)


class PageFault(AssertionError):
    """Something stands in a page that may not."""


class InvalidVariable(str):
    """Stands in for ``string_if_invalid``: an unknown template variable fails at once, with its name."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise PageFault(f"unknown template variable: {variable}")


class StrictClient(Client):
    """Django's client with eyes. ``check = False`` for pages whose text may hold anything (a hostile document)."""

    check = True

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if self.check and not response.streaming and "text/html" in response.headers.get("Content-Type", ""):
            faults = faults_of(response.content.decode())
            if faults:
                raise PageFault(f"{request.get('REQUEST_METHOD')} {request.get('PATH_INFO')}: " + "; ".join(faults))
        return response


def faults_of(html: str) -> list[str]:
    """What is wrong with the page or fragment, in words."""
    faults = [
        f"left over: {found[0]} at {html[found.start() : found.start() + 60]!r}" for found in _LEFT_OVER.finditer(html)
    ]
    tree = LexborHTMLParser(html)
    seen: Counter[str] = Counter()
    for node in tree.css("*"):
        faults += _element(node)
        if node.attributes.get("id"):
            seen[str(node.attributes["id"])] += 1
    faults += [f"id twice: {name}" for name, times in seen.items() if times > 1]
    if "<html" in html:
        faults += [
            f"label for nothing: {label.attributes['for']}"
            for label in tree.css("label[for]")
            if label.attributes["for"] not in seen
        ]
    return faults


def _element(node: LexborNode) -> list[str]:
    faults = []
    if node.tag == "style":
        faults.append("inline style element")
    if node.tag == "script" and "src" not in node.attributes:
        faults.append("inline script")
    for name, value in node.attributes.items():
        if name == "style":
            faults.append(f"style attribute on {node.tag}")
        if _NEEDS_EVAL.match(name):
            faults.append(f"handler {name} on {node.tag}")
        if name in _ADDRESSES and value and _EXTERNAL.match(value):
            faults.append(f"external address in {name}: {value[:60]}")
    return faults
