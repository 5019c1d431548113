"""Emoji Labeler: read a memo, pick the emoji picture that fits it, export the training file."""

import os

__version__ = "0.1.0"

# The model's matrix products are small and run beside a window: on a busy machine, threads that
# wait for one another make them ten times slower. numpy reads this once, when it is imported, and
# sqlite-utils imports it as well, so it is said before either can be.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
