"""What the desk calls things: the clarities, the reading rules an officer meets, the usual reasons to reject."""

from django.utils.translation import gettext_lazy

CLARITIES = {
    "person": (gettext_lazy("clear who"), gettext_lazy("Whether the words name a body that has to act.")),
    "task": (gettext_lazy("clear what"), gettext_lazy("Whether the words say what has to be made or done.")),
    "progress": (
        gettext_lazy("clear by when"),
        gettext_lazy("Whether the words name a day, a period or an event by which it has to be done."),
    ),
    "responsibility": (
        gettext_lazy("clear responsibility"),
        gettext_lazy("Whether the words say who answers for it if it is not done."),
    ),
    "result": (
        gettext_lazy("clear result"),
        gettext_lazy(
            "Whether the words say for whom the product is or what figure is to be reached; a product alone is not enough."
        ),
    ),
}
RULES = {
    "directive.item": gettext_lazy("a numbered item that names a body and what it has to do"),
    "directive.assigned": gettext_lazy("words that hand work to a body"),
    "directive.decision": gettext_lazy("words that take a decision"),
    "directive.keyed": gettext_lazy("a heading with lines that say lead, time and product"),
    "directive.table": gettext_lazy("a row of an assignment table"),
    "directive.speech": gettext_lazy("reported words of somebody who gives orders"),
    "reading.marked": gettext_lazy("words an officer set apart as one item"),
    "directive.modal": gettext_lazy("a sentence that says what has to be done"),
}
REASONS = (
    gettext_lazy("It is no directive"),
    gettext_lazy("It repeats another item"),
    gettext_lazy("It concerns another body"),
    gettext_lazy("It only tells what was done"),
)
