"""How long two people work on a notice: reading is estimated, hands are counted.

What is read: of what waits the title, the sentence for the public, each value that is confirmed, and of guesses and
sentences without a place also their reason and their words; the approver reads the same of whatever was decided, and
every question that was tried with its answer. Not counted: reading the whole notice once, which some will do.

Reading: 300 characters a minute. Chinese is read in silence at about 260 words, some 390 characters, a minute
(Brysbaert, How many words do we read per minute?, Journal of Memory and Language 109, 2019); who checks reads slower.
Comparing a value with the original costs a look there and back besides. Hands: the keystroke-level model (Card, Moran
and Newell 1980): a key 0.28 s, a click with its pointing 1.3 s, a decision 1.35 s.
"""

from __future__ import annotations

from .hands import Hands

CHARACTERS_A_MINUTE = 300
KEY, CLICK, DECISION, LOOK = 0.28, 1.3, 1.35, 2.0  # seconds


def minutes(hands: Hands) -> float:
    """The work of one person, waits left out."""
    reading = hands.read / CHARACTERS_A_MINUTE * 60
    acting = hands.keys * KEY + hands.clicks * CLICK + hands.judged * DECISION + hands.compared * LOOK
    return round((reading + acting) / 60, 1)
