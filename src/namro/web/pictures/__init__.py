"""Pictures drawn by the server as SVG, each with its figures in a table beside it: bars, columns, a curve."""

from namro.web.pictures.bars import bars
from namro.web.pictures.columns import columns
from namro.web.pictures.curve import Point, curve
from namro.web.pictures.shapes import Cell, Line, Picture, Series

__all__ = ["Cell", "Line", "Picture", "Point", "Series", "bars", "columns", "curve"]
