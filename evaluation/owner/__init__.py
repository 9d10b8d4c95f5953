"""Two people bring a notice online in a browser: their clicks, keys and waits are counted, their reading is estimated."""
