"""The console at /desk/calls: one caller is one card, one box takes what the caller says."""
