"""People who asked for a person: a queue of tickets, and the talk between each of them and a clerk."""
