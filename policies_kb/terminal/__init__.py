"""What a command says at the terminal: help, wrong usage, failure; shared by `policies_kb.console` and `bot.cli`."""
