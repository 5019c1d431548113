"""Talking to model servers; the only room that imports an SDK."""
