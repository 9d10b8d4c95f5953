"""Judges the assistant by gold cases: what it says, whom it misleads, how long it talks, what it refuses.

Outermost of all: it imports `bot`, and nothing imports it but tests. One folder for each question asked of the
assistant (questions, dialogues, eligibility, foreign); each has a `generate` that asks and an `evaluate` that judges
what was answered, so that stored replies can be judged again without the assistant. README.md describes the cases.
"""
