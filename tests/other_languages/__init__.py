"""Messages that are not in Chinese."""
