"""Programs around the assistant: set-up, reports."""
