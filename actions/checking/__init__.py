"""The eligibility check in the background of a conversation: any question is answered first, then it goes on."""

from .advancing import advanced, asks_again, explained, own_lists, reasons, why_asked
from .current import SURE, Done, asks_rule, expects, first_guess, running, waits
from .deciding import findings
from .enough import when_enough
from .going_on import goes_on
from .opening_again import opens_again

__all__ = [
    "SURE",
    "Done",
    "advanced",
    "asks_again",
    "asks_rule",
    "expects",
    "explained",
    "findings",
    "first_guess",
    "goes_on",
    "opens_again",
    "own_lists",
    "reasons",
    "running",
    "waits",
    "when_enough",
    "why_asked",
]
