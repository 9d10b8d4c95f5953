"""What applicants type about themselves stays out of stores, logs and replies."""
