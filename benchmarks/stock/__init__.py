"""`make bench-compare`: this assistant beside a stock Rasa of the same version, trained on the same sentences."""
