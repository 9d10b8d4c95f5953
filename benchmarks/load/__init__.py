"""`make load`: many people at once, by locust, on both profiles; and what that means for a county or a country."""
