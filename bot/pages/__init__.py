"""The pages a person reads in a browser: notices, the eligibility check, the printable checklist, the chat."""
