"""Rasa pipeline components that know the knowledge base's vocabulary."""
