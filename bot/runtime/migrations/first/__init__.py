"""The tables as they were when the first migration was written, by what they are for. Never edited: a change is a new
module in `versions`."""
