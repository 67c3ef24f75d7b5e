"""The province's sample files taken in as an office would: a text layer, a scan, a word processor's file."""

from __future__ import annotations

from namro.documents.actions import Registered
from namro.orgs.models import Unit, User
from namro.reading.actions import take_in
from namro.samples.documents import FILES


def sample(name: str, *, by: User, held_by: Unit, read_scans: bool = False) -> Registered:
    """A sample file, registered and read."""
    data = (FILES / name).read_bytes()
    return take_in(data=data, name=name, by=by, held_by=held_by, if_taken="apart", read_scans=read_scans)
