"""Whether a window can open here: Qt ends the whole process when it cannot, so we ask first."""

import os
import sys


def why_no_display() -> str:
    """Return why no window can open and what to do, or "" when one can.

    Takes about a millisecond, never raises, and imports no Qt. Where the question cannot be
    answered, because Qt was told which platform to use or the X library is not there, the
    answer is "".
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return _sentence("no screen is connected to this session: DISPLAY is not set")
    if _x_server_answers(display):
        return ""
    return _sentence(f"no X server answers at DISPLAY={display}")


def _sentence(why: str) -> str:
    return (
        f"Emoji Labeler cannot open its window: {why}.\n"
        "  Start it from a desktop, or over ssh with -X, or put xvfb-run -a before the command.\n"
        "  Commands such as export and predict need no screen: emoji-labeler --help."
    )


def _x_server_answers(display: str) -> bool:
    """Tell whether a connection to the X server succeeds; yes where it cannot be tried."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.POINTER(ctypes.c_int))
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(os.fsencode(display), None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)
