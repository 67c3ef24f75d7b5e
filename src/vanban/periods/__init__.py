"""Times in words and in figures: what a text says, which period that is, and the last day a deadline allows."""

from vanban.periods.deadlines import Deadline, deadline
from vanban.periods.time_word import TimeWord
from vanban.periods.values import Period, last_day_of_month, period
from vanban.periods.words import scan

__all__ = ["Deadline", "Period", "TimeWord", "deadline", "last_day_of_month", "period", "scan"]
