"""One sender at a time for each project, in whatever process: the lock ends with its holder."""

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from emoji_labeler import resources
from emoji_labeler.providers.attempts import Cancel, stop_if

_STEP_S = 0.05


@contextmanager
def sole_sender(project_path: Path, *, cancel: Cancel) -> Iterator[None]:
    """Hold the right to send for a project; wait for it while another one sends.

    Raises StoppedError when ``cancel`` turns true meanwhile.
    """
    folder = resources.cache_folder() / "sending"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(os.fsencode(project_path.resolve())).hexdigest()[:32]
    # The file is never deleted: somebody else may just be opening it.
    with (folder / f"{name}.lock").open("ab") as file:
        while not _is_locked(file.fileno()):
            stop_if(cancel)
            time.sleep(_STEP_S)
        yield


if sys.platform == "win32":

    def _is_locked(descriptor: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _is_locked(descriptor: int) -> bool:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
