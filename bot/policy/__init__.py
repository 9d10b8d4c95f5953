"""Rasa's policies as this assistant runs them."""
