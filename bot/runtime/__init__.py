"""Runs Rasa Open Source 3.6 on Python 3.11 in one process: stand-ins, actions, conversations, training."""
