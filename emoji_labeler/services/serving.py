"""Having this machine serve and train models, for the window or for everybody on it."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import TYPE_CHECKING, Any

from emoji_labeler import resources
from emoji_labeler.apart.child_environment import child_environment
from emoji_labeler.domain.errors import ProviderError
from emoji_labeler.local_server.address import ServerAddress, running_server
from emoji_labeler.services.suggesting import program_theme_paths
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.local_server.process import ServeSettings

_CHILD = "emoji_labeler.local_server.child"
_FINISH = b"finish\n"
_STARTS_WITHIN_S = 60.0
_ENDS_WITHIN_S = 8.0
_LINGERS_S = 30.0


def state_folder() -> Path:
    """Return the folder in which this person's server keeps jobs, files and models."""
    return resources.data_folder() / "local-server"


def serve_settings(
    *,
    state: Path | None = None,
    pack_folder: Path | None = None,
    **more: Any,  # noqa: ANN401 - The rest of ServeSettings.
) -> "ServeSettings":
    """Return settings with the program's own folders where none are named."""
    from emoji_labeler.local_server.process import ServeSettings

    return ServeSettings(
        state_folder=state or state_folder(),
        pack_folder=pack_folder or resources.emoji_pack_folder(),
        theme_paths=program_theme_paths(),
        **more,
    )


class LocalServerProcess:
    """The server as a child process, started when it is needed; any thread may use it.

    Its token goes through a pipe and a file that only the person may read, and never stands in
    arguments or the environment, which others on the machine can see.
    """

    def __init__(
        self,
        *,
        state: Path | None = None,
        pack_folder: Path | None = None,
        lingers_s: float = _LINGERS_S,
    ) -> None:
        self._state = state or state_folder()
        self._pack_folder = pack_folder or resources.emoji_pack_folder()
        self._lingers_s = lingers_s
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    @property
    def is_running(self) -> bool:
        """Whether a server answers, this child or one that was left to finish its jobs."""
        return running_server(self._state) is not None

    @property
    def child_pid(self) -> int | None:
        """The number of the child process, or None where this object has started none."""
        return self._child.pid if self._child else None

    def start(self) -> ServerAddress:
        """Return the address of the server, started if none runs; a second at most as a rule.

        Ask before every use: it costs a millisecond while the server runs. Raises ProviderError
        where it cannot be started.
        """
        with self._lock:
            running = running_server(self._state)
            return running or self._started()

    def stop(self, *, let_jobs_finish: bool = False) -> None:
        """End the child process, at once or, without waiting for it, when its jobs have finished.

        In the second case it stays a while longer, so that a next window may find it.
        A job that is stopped goes on when the server is started again. A server that another window
        started is left alone.
        """
        with self._lock:
            child, self._child = self._child, None
            if child is None:
                return
            if let_jobs_finish:
                _hang_up(child, last_word=_FINISH)
                # Somebody has to take note of its end, whenever that is.
                Thread(target=child.wait, daemon=True).start()
                return
            _hang_up(child)
            try:
                child.wait(_ENDS_WITHIN_S)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _started(self) -> ServerAddress:
        if self._child is not None:
            _put_down(self._child)
            self._child = None
        self._state.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._state / "server.log").open("wb") as log:
            child = subprocess.Popen(  # noqa: S603 - Our own interpreter and module.
                [sys.executable, "-P", "-m", _CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=child_environment(),
                # Ctrl+C in the terminal of the window must not reach it.
                start_new_session=True,
            )
        line = self._first_line(child)
        if "address" in line:
            self._child = child
            return ServerAddress(**line["address"])
        _put_down(child)
        # Perhaps another window was quicker by a moment.
        other = running_server(self._state)
        if other is not None:
            return other
        raise _failure(line.get("refused"), log=self._state / "server.log")

    def _first_line(self, child: subprocess.Popen[bytes]) -> dict[str, Any]:
        """Hand over the settings and return what the child answers; empty if it just ended."""
        if child.stdin is None or child.stdout is None:
            return {}
        settings = {
            "state_folder": str(self._state),
            "pack_folder": str(self._pack_folder),
            "theme_paths": list(map(str, program_theme_paths())),
            "lingers_s": self._lingers_s,
        }
        timer = Timer(_STARTS_WITHIN_S, child.kill)
        timer.start()
        try:
            child.stdin.write(json.dumps(settings).encode() + b"\n")
            child.stdin.flush()
            with child.stdout:
                said: dict[str, Any] = json.loads(child.stdout.readline() or b"{}")
        except (OSError, ValueError):
            return {}
        else:
            return said
        finally:
            timer.cancel()


def _hang_up(child: subprocess.Popen[bytes], *, last_word: bytes = b"") -> None:
    """End the child's input, which tells it that the window is gone."""
    if child.stdin is not None:
        with suppress(OSError):
            child.stdin.write(last_word)
        with suppress(OSError):
            child.stdin.close()


def _put_down(child: subprocess.Popen[bytes]) -> None:
    """End a child that does not answer."""
    _hang_up(child)
    child.kill()
    child.wait()


def _failure(refused: dict[str, str] | None, *, log: Path) -> ProviderError:
    if refused is not None:
        return ProviderError(refused["what"], why=refused["why"], remedy=refused["remedy"])
    return ProviderError(
        tr("The server on this machine was not started."),
        why=tr("It ended at once."),
        remedy=tr("What it said last stands in {log}.", log=log),
    )
