"""微信客服 (WeCom): callbacks say that there is something, messages are fetched, answers are sent; each once."""
