"""The text classifier that learns on this machine."""
