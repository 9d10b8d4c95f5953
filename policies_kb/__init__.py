"""The policy knowledge base: notices, their clauses and the typed facts drawn from them."""
