"""Addresses of the room (documents)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
