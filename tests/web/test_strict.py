"""The strict client itself: what it lets pass and what it stops."""

import pytest
from django.template import engines

from tests.web.strict import PageFault, faults_of


@pytest.mark.parametrize(
    "html",
    [
        '<p class="muted">text</p>',
        '<a href="/tasks/?q=1">x</a><a href="?page=2">y</a><a href="#top">z</a>',
        '<script src="/static/a.js" defer></script>',
        '<div hx-get="/x/" hx-trigger="input changed delay:200ms"></div>',
        '<html><label for="a">x</label><input id="a"></html>',
    ],
)
def test_page_when_it_is_clean_then_no_fault(html):
    assert faults_of(html) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>{{ name }}</p>", "left over"),
        ("<p>{% if %}</p>", "left over"),
        ("<c-badge>x</c-badge>", "left over"),
        ("<style>p { }</style>", "inline style element"),
        ('<p style="color: red">x</p>', "style attribute"),
        ("<script>alert(1)</script>", "inline script"),
        ('<button onclick="go()">x</button>', "handler onclick"),
        ('<button hx-on:click="go()">x</button>', "handler hx-on:click"),
        ('<img src="https://example.org/a.png">', "external address"),
        ('<a href="//example.org/">x</a>', "external address"),
        ('<a href="javascript:go()">x</a>', "external address"),
        ('<i id="a"></i><i id="a"></i>', "id twice"),
        ('<html><label for="b">x</label></html>', "label for nothing"),
    ],
)
def test_page_when_something_forbidden_stands_in_it_then_it_is_named(html, fault):
    assert any(one.startswith(fault) for one in faults_of(html))


def test_template_when_a_variable_is_unknown_then_it_fails():
    template = engines["django"].from_string("{{ nobody_gave_this }}")
    with pytest.raises(PageFault, match="nobody_gave_this"):
        template.render({})
