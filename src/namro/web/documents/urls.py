"""Addresses of the document register."""

from django.urls import path

from namro.web.documents import born, citations, entry, files, pages, register, ties

urlpatterns = [
    path("documents/", register.register, name="documents"),
    path("documents/open/", register.open_reference, name="document_open"),
    path("documents/upload/", entry.upload, name="document_upload"),
    path("documents/new/", entry.new, name="document_new"),
    path("documents/fields/", entry.own_fields, name="document_fields"),
    path("documents/<int:document_id>/", pages.text, name="document"),
    path("documents/<int:document_id>/scan/", pages.scan, name="document_scan"),
    path("documents/<int:document_id>/tasks/", born.tasks, name="document_tasks"),
    path("documents/<int:document_id>/history/", pages.history, name="document_history"),
    path("documents/<int:document_id>/details/", entry.details, name="document_details"),
    path("documents/<int:document_id>/file/", entry.add_file, name="document_add_file"),
    path("documents/<int:document_id>/type/", entry.type_text, name="document_type"),
    path("documents/<int:document_id>/join/", entry.join, name="document_join"),
    path("documents/<int:document_id>/ties/", ties.page, name="document_ties"),
    path("documents/<int:document_id>/alias/", ties.alias, name="document_alias"),
    path("documents/<int:document_id>/relate/", ties.relate, name="document_relate"),
    path("documents/<int:document_id>/send/", ties.send, name="document_send"),
    path("documents/<int:document_id>/restrict/", ties.restrict, name="document_restrict"),
    path("documents/relations/<int:relation_id>/remove/", ties.unrelate, name="document_unrelate"),
    path("documents/citations/<int:citation_id>/", citations.choose, name="citation"),
    path("documents/files/<int:file_id>/", files.download, name="document_file"),
    path("documents/files/<int:file_id>/pages/<int:number>/", files.page_image, name="document_page_image"),
]
