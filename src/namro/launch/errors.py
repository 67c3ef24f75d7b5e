"""The refusals of the launcher: a sentence for the person at the terminal, never a traceback."""


class LaunchError(Exception):
    """Something stands in the way of starting; `remedy` says what to do about it."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
