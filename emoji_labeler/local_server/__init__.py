"""This machine as a provider, speaking the OpenAI wire."""
