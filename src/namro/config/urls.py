"""Root addresses: the HTML door."""

from django.urls import include, path

urlpatterns = [path("", include("namro.web.urls"))]
handler400 = "namro.web.errors.bad_request"
handler404 = "namro.web.errors.not_found"
handler403 = "namro.web.errors.forbidden"
handler500 = "namro.web.errors.server_error"
