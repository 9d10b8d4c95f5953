"""The changes of the conversations' database, one after the other; run by `bot.runtime.migrating`."""
