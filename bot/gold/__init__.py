"""Gold cases: what is expected of replies, and the one judge of whether a reply is right.

`evaluation` measures with it, and the desk holds a new everyday word against it (bot.desk.words). It needs neither Rasa
nor a model.
"""
