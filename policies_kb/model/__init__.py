"""The types of the knowledge base: what a record may say, what a question asks, what an answer holds."""
