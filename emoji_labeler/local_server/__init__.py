"""This machine as a provider, speaking the OpenAI wire."""

# It decides how many threads NumPy works with, and must do so before NumPy is first imported.
import emoji_labeler.local_model  # noqa: F401 - See above.
