"""The desk at /desk: pages for staff who have signed in."""
