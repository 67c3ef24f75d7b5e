"""Mutated and generated files for trying the readers: samples, what is done to them, and what must hold all the same.

No clock and no processes here: whoever runs it watches time and memory (``namro fuzz``).
"""

from vanban.fuzzing.judging import Judged, judge
from vanban.fuzzing.making import Case, Maker

__all__ = ["Case", "Judged", "Maker", "judge"]
