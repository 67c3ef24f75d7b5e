"""How cost grows with length, in processor time: a ratio, so neither the machine's speed nor its other work matters."""

from __future__ import annotations

import time
from collections.abc import Callable

# Four times the text: 4 is linear, 16 quadratic. The slack covers what a clock tick adds to a short run.
SLACK = 0.2


def grows_linearly(work: Callable[[str], object], piece: str, size: int) -> bool:
    """Whether four times as many pieces cost at most ten times as much."""

    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        runs = []
        for _ in range(3):
            began = time.process_time()
            work(text)
            runs.append(time.process_time() - began)
        return min(runs)

    cost(500)
    return cost(4 * size) <= 10 * cost(size) + SLACK
