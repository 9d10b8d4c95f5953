"""The WeChat official account: signed and encrypted pushes in, one answer to each message out."""
