"""The door: an aiohttp server with the chat and notice APIs."""
