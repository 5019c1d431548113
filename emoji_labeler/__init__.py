"""Emoji Labeler: read a memo, pick the emoji picture that fits it, export the training file."""

__version__ = "0.1.0"
