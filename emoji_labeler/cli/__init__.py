"""The second door: every capability without a screen."""
