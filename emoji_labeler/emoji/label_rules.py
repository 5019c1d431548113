"""What a label may be: any short name that a picture file can have on every system."""

import re

from emoji_labeler.wording import tr

MAX_LENGTH = 64

_DEVICE = "(?:con|prn|aux|nul|com[0-9]|lpt[0-9])"
# Nearly every label is of this kind, and none of this kind has a fault.
_PLAIN = re.compile(rf"(?!{_DEVICE}$)[a-z0-9][a-z0-9_-]{{0,63}}")
# These are compiled when a label needs them, which those of a sound pack do not.
_DEVICES = rf"(?i:{_DEVICE}(?:\..*)?)"
_CONTROL = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"
_SEPARATORS = r'[/\\:|<>"?*]'
_HALF_CHARACTER = "[\ud800-\udfff]"


def fault_in_label(label: str) -> str:
    """Return why a string cannot be a label, or an empty string."""
    if _PLAIN.fullmatch(label):
        return ""
    faults = (
        (not label, tr("It is empty.")),
        (len(label) > MAX_LENGTH, tr("It is longer than {most} characters.", most=MAX_LENGTH)),
        (bool(re.search(_HALF_CHARACTER, label)), tr("It is not readable as text.")),
        (bool(re.search(_CONTROL, label)), tr("It holds a control character.")),
        (label != label.strip(), tr("It begins or ends with a blank.")),
        (label in (".", ".."), tr("It means a folder.")),
        (bool(re.search(_SEPARATORS, label)), tr('It holds one of / \\ : | < > " ? *.')),
        (bool(re.fullmatch(_DEVICES, label)), tr("Windows keeps that name for a device.")),
    )
    return next((why for found, why in faults if found), "")
