"""Addresses of the guide."""

from django.urls import path

from namro.web.guide import views

urlpatterns = [
    path("huong-dan/", views.contents, name="guide"),
    path("huong-dan/<slug:slug>/", views.chapter, name="guide_chapter"),
]
