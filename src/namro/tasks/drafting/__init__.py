"""From what the machine found to a task as it would be issued: who, what, until when and why. Nothing is written here."""

from namro.tasks.drafting.bodies import Doubt, Reason
from namro.tasks.drafting.collectives import Body, Group, Offer, Register
from namro.tasks.drafting.draft import CLARITIES, Draft, Words, clarity_of, draft, drafts, proposed
from namro.tasks.drafting.due import BY_HAND, CLOSING, Due, due_of, rule_words

__all__ = [
    "BY_HAND",
    "CLARITIES",
    "CLOSING",
    "Body",
    "Doubt",
    "Draft",
    "Due",
    "Group",
    "Offer",
    "Reason",
    "Register",
    "Words",
    "clarity_of",
    "draft",
    "drafts",
    "due_of",
    "proposed",
    "rule_words",
]
