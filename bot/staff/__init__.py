"""People who work with the assistant: their accounts, roles, sign-ins, and the record of what they looked at."""
