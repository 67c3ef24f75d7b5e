"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def home(request: HttpRequest) -> HttpResponse:
    """Strangers are shown the sign-in page; everybody else their own first page."""
    if not request.user.is_authenticated:
        return redirect("web:sign_in")
    return render(request, "web/home.html")
