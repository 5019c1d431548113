"""Whether this Python is new enough; written so that an old one can read it."""

OLDEST = (3, 11)


def why_too_old(major: int, minor: int) -> str:
    """Return one sentence for a Python that is too old, or "" for one that will do."""
    if (major, minor) >= OLDEST:
        return ""
    return (
        f"Emoji Labeler needs Python 3.11 or newer and this is Python {major}.{minor}: "
        "install a newer one and name it, for example python3.12 scripts/run.py"
    )
