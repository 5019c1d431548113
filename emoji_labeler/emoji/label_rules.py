"""What a label may be: any short name that a picture file can have on every system."""

import re

from emoji_labeler.wording import tr

MAX_LENGTH = 64

_DEVICE = "(?:con|prn|aux|nul|com[0-9]|lpt[0-9])"
_DEVICES = re.compile(rf"{_DEVICE}(?:\..*)?", re.IGNORECASE)
# Nearly every label is of this kind, and none of this kind has a fault.
_PLAIN = re.compile(rf"(?!{_DEVICE}$)[a-z0-9][a-z0-9_-]{{0,63}}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SEPARATORS = re.compile(r'[/\\:|<>"?*]')
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def fault_in_label(label: str) -> str:
    """Return why a string cannot be a label, or an empty string."""
    if _PLAIN.fullmatch(label):
        return ""
    faults = (
        (not label, tr("It is empty.")),
        (len(label) > MAX_LENGTH, tr("It is longer than {most} characters.", most=MAX_LENGTH)),
        (bool(_HALF_CHARACTER.search(label)), tr("It is not readable as text.")),
        (bool(_CONTROL.search(label)), tr("It holds a control character.")),
        (label != label.strip(), tr("It begins or ends with a blank.")),
        (label in (".", ".."), tr("It means a folder.")),
        (bool(_SEPARATORS.search(label)), tr('It holds one of / \\ : | < > " ? *.')),
        (bool(_DEVICES.fullmatch(label)), tr("Windows keeps that name for a device.")),
    )
    return next((why for found, why in faults if found), "")
