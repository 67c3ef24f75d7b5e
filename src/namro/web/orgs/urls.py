"""Addresses of the organisation and of its administration."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
