"""One file with everything that cannot be made again: conversations, releases, drafts, accounts and keys."""
