"""Addresses of the room (tasks)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
