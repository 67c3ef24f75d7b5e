"""The HTML door: one list of addresses per room."""

from django.urls import include, path

from namro.web import home
from namro.web.design import views as design

app_name = "web"

urlpatterns = [
    path("", home.home, name="home"),
    path("design/", design.page, name="design"),
    path("", include("namro.web.accounts.urls")),
    path("", include("namro.web.tasks.urls")),
    path("", include("namro.web.documents.urls")),
    path("", include("namro.web.review.urls")),
    path("", include("namro.web.orgs.urls")),
    path("", include("namro.web.guide.urls")),
]
