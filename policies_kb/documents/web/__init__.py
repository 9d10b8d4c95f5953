"""Read web pages: the notice in them, without what the site prints around it."""
