"""Addresses of the organisation and of its administration."""

from django.urls import path

from namro.web.orgs import administration, calendar, importing, portfolios, post, unit_pages, unit_work, units, views

urlpatterns = [
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/<str:code>/", unit_pages.overview, name="unit"),
    path("organisation/<str:code>/work/", unit_work.work, name="unit_work"),
    path("organisation/<str:code>/pictures/", unit_work.pictures, name="unit_pictures"),
    path("organisation/<str:code>/issued/", unit_work.issued, name="unit_issued"),
    path("organisation/<str:code>/posts/", unit_pages.posts, name="unit_posts"),
    path("organisation/<str:code>/posts/<int:post_id>/", post.post, name="post"),
    path("organisation/<str:code>/posts/<int:post_id>/work/", post.work, name="post_work"),
    path("organisation/<str:code>/past/", unit_pages.past, name="unit_past"),
    path("organisation/<str:code>/history/", unit_pages.history, name="unit_history"),
    path("organisation/<str:code>/portfolio/", portfolios.portfolio, name="portfolio"),
    path("unit-options/", views.unit_options, name="unit_options"),
    path("administration/", administration.overview, name="administration"),
    path("administration/installation/", administration.installation, name="installation"),
    path("administration/accounts/", administration.accounts, name="accounts"),
    path("administration/accounts/new/", administration.new_account, name="new_account"),
    path("administration/accounts/<int:account_id>/", administration.account, name="account"),
    path("administration/accounts/<int:account_id>/role/", administration.grant_role, name="grant_role"),
    path("administration/accounts/<int:account_id>/password/", administration.new_password, name="new_password"),
    path("administration/accounts/<int:account_id>/close/", administration.close_account, name="close_account"),
    path("administration/roles/<int:grant_id>/end/", administration.end_role, name="end_role"),
    path("administration/units/new/", units.new_unit, name="new_unit"),
    path("administration/units/import/", importing.import_units, name="import_units"),
    path("administration/units/import/sample.xlsx", importing.sample, name="import_sample"),
    path("administration/units/<str:code>/version/", units.version, name="unit_version"),
    path("administration/units/<str:code>/link/", units.link, name="unit_link"),
    path("administration/units/<str:code>/post/", units.post, name="unit_post"),
    path("administration/calendar/", calendar.calendar, name="calendar"),
]
