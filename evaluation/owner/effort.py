"""How long two people work on a notice: reading is estimated, hands are counted.

What is read (item.html and manuscript.html mark it, class to-read): of what waits the title, each value that is
confirmed, and where a decision is asked for the sentence for people, with every doubt; of guesses and sentences without
a place also the reason and their words. Of what last year's notice of the line said likewise, only what differs and
the words next to it; a value that stands in a sentence which is read is not counted twice. The approver reads the
same of whatever was decided, the sentences that the values are made into, and every question that is answered with
other points than last year. Not counted: reading the whole notice once, which some will do, and what else is shown.

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
