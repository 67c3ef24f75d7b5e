"""As many lines a page as chosen; counted exactly beside exact figures, elsewhere to a thousand, then "more than"."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

from namro.web.requests import Request

EXACT = 1000
PER_PAGE = 50
_EVERY = 10**9


class BoundedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts no further than it has to: a thousand rows, or one page beyond the page asked for."""

    def __init__(self, rows: Any, per_page: int, bound: int) -> None:
        super().__init__(rows, per_page)
        self.bound = bound

    @cached_property
    def counted(self) -> int:
        """Rows counted, one more than the bound where there are more."""
        rows: Any = self.object_list
        rows = rows.order_by()
        bare = rows.values("pk") if hasattr(rows, "model") and not rows.query.values_select else rows
        return int(bare[: self.bound + 1].count())

    @cached_property
    def count(self) -> int:
        """What the pages are made of."""
        return min(self.counted, self.bound)

    @property
    def more(self) -> bool:
        """Whether there are more rows than were counted."""
        return self.counted > self.bound


def page_of(
    request: Request, rows: Any, *, exact: bool = False, per: int | None = None, counted: int | None = None
) -> Any:
    """The page asked for, the nearest one where there is no such page; ``per`` lines where the reader chose so.

    ``counted`` is how many rows there are, where the page knows it already.
    """
    per = per or PER_PAGE
    words = request.GET.get("page", "1")
    number = int(words) if words.isascii() and words.isdigit() and len(words) < 7 else 1
    bound = _EVERY if exact else max(EXACT, (number + 1) * per)
    paginator = BoundedPaginator(rows, per, bound)
    if counted is not None:
        paginator.counted = counted
    return paginator.get_page(number)
