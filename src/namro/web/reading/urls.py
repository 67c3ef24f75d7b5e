"""Addresses of the room (reading)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
