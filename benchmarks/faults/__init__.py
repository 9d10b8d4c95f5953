"""`make faults`: what goes wrong in the life of a server, made to go wrong while people are asking."""
