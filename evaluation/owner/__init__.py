"""Two people bring a notice online in a browser: clicks, keys and waits are counted, reading is estimated."""
