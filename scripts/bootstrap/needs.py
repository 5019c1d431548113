"""What the program needs from the operating system, and what of it is missing here.

The libraries are those that the modules QtCore, QtGui, QtWidgets, QtSvg, QtNetwork and QtTest and
the screen plugins offscreen, xcb and wayland name in their dynamic sections and that the Python
package does not carry itself (read with `readelf -d` from PySide6-Essentials 6.11.3), without
those that every Linux with Python has. Later Debian and Ubuntu releases add "t64" to some package
names and still answer to the names used here.
"""

import ctypes
import importlib.util
import shutil
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One file that has to be on the machine, and the Debian package that brings it."""

    file: str
    package: str


LIBRARIES = tuple(
    Need(file=file, package=package)
    for file, package in (
        ("libstdc++.so.6", "libstdc++6"),
        ("libzstd.so.1", "libzstd1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
        ("libGL.so.1", "libgl1"),
        ("libEGL.so.1", "libegl1"),
        ("libX11.so.6", "libx11-6"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libfreetype.so.6", "libfreetype6"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libbrotlidec.so.1", "libbrotli1"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxcb.so.1", "libxcb1"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-image.so.0", "libxcb-image0"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxcb-randr.so.0", "libxcb-randr0"),
        ("libxcb-render.so.0", "libxcb-render0"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxcb-shape.so.0", "libxcb-shape0"),
        ("libxcb-shm.so.0", "libxcb-shm0"),
        ("libxcb-sync.so.1", "libxcb-sync1"),
        ("libxcb-util.so.1", "libxcb-util1"),
        ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
        ("libxcb-xkb.so.1", "libxcb-xkb1"),
        ("libwayland-client.so.0", "libwayland-client0"),
        ("libwayland-cursor.so.0", "libwayland-cursor0"),
    )
)

# A virtual screen and a hand on its keyboard, for the tests that are marked `screen`.
SCREEN_TOOLS = (
    Need(file="Xvfb", package="xvfb"),
    Need(file="xdotool", package="xdotool"),
)


def missing_libraries() -> tuple[Need, ...]:
    """Return the shared libraries that the loader does not find; none outside Linux."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(need for need in LIBRARIES if not _loads(need.file))


def missing_tools() -> tuple[Need, ...]:
    """Return the commands for the screen tests that are not on the PATH."""
    return tuple(need for need in SCREEN_TOOLS if shutil.which(need.file) is None)


def missing_python_parts() -> tuple[Need, ...]:
    """Return what this Python lacks to make an environment: Debian ships `ensurepip` apart."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return ()
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return (Need(file="ensurepip", package=f"{version}-venv"),)


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
