"""Programs around the assistant: set-up, evaluation, reports."""
