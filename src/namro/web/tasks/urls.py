"""Addresses of the room (tasks)."""

from django.urls import path

from namro.web.tasks import (
    bulk,
    bulk_done,
    by_hand,
    closing,
    decisions,
    evidence,
    gaps,
    grid,
    own,
    products,
    register,
    saved_views,
    stage,
    task,
    unmet,
    waiting,
)

urlpatterns = [
    path("tasks/", register.register, name="tasks"),
    path("tasks/views/", saved_views.save, name="save_view"),
    path("tasks/views/<int:view_id>/", saved_views.change, name="change_view"),
    path("tasks/bulk/", bulk.change, name="bulk"),
    path("tasks/bulk/<int:event_id>/", bulk_done.bulk_done, name="bulk_done"),
    path("tasks/columns/", register.remember_columns, name="tasks_columns"),
    path("tasks/export/<slug:fmt>/", register.export, name="tasks_export"),
    path("tasks/units/", register.by_unit, name="tasks_by_unit"),
    path("tasks/unmet/", unmet.unmet, name="unmet"),
    path("tasks/mine/", own.own_work, name="own_work"),
    path("tasks/mine/grid/", grid.grid, name="grid"),
    path("tasks/new/", by_hand.new_task, name="new_task"),
    path("tasks/to-confirm/", waiting.to_confirm, name="to_confirm"),
    path("tasks/decisions/", decisions.decide, name="decide"),
    path("tasks/shares/<int:share_id>/report/", own.report, name="report"),
    path("tasks/evidence/<int:evidence_id>/", evidence.download, name="evidence"),
    path("tasks/gaps/<int:proposal_id>/", gaps.decide, name="decide_gap"),
    path("tasks/<int:task_id>/gaps/<slug:gap>/", gaps.fill, name="fill_gap"),
    path("tasks/<int:task_id>/stage/", stage.choose, name="choose_stage"),
    path("tasks/product/<int:document_id>/", products.product_of, name="product_of"),
    path("tasks/<int:task_id>/close/", closing.close, name="close_task"),
    path("tasks/<int:task_id>/reopen/", closing.reopen, name="reopen_task"),
    path("tasks/<int:task_id>/", task.task, name="task"),
]
