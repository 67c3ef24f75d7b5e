"""Addresses of the review of one document."""

from django.urls import path

from namro.web.review import others, regrouping, views

urlpatterns = [
    path("documents/<int:document_id>/review/", views.page, name="review"),
    path("documents/<int:document_id>/review/confirm/", views.confirm, name="review_confirm"),
    path("documents/<int:document_id>/review/reject/", views.reject, name="review_reject"),
    path("documents/<int:document_id>/review/undo/", views.undo, name="review_undo"),
    path("documents/<int:document_id>/review/closing/", views.closing, name="review_closing"),
    path("documents/<int:document_id>/review/split/", regrouping.split, name="review_split"),
    path("documents/<int:document_id>/review/merge/", regrouping.merge, name="review_merge"),
    path("documents/<int:document_id>/review/restore/", regrouping.restore, name="review_restore"),
    path("documents/<int:document_id>/review/beside/", others.beside, name="review_beside"),
    path("documents/<int:document_id>/review/here/", others.here, name="review_here"),
]
