"""The assistant around the knowledge base: understanding (Rasa), doors (aiohttp), command line."""
