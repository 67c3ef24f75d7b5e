"""The HTML door: one list of addresses per room."""

from django.urls import include, path

from namro.web import home

app_name = "web"

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("namro.web.accounts.urls")),
    path("", include("namro.web.tasks.urls")),
    path("", include("namro.web.documents.urls")),
    path("", include("namro.web.review.urls")),
    path("", include("namro.web.orgs.urls")),
]
