"""The server as a child of the window: `python -m emoji_labeler.local_server.child`.

The settings are the first line of the input. The output gets one line: the address, or why there is
none. The end of the input means that the window is gone, and the server ends with it; if the word
``finish`` came before, it first lets the jobs finish.
"""

import json
import sys
from pathlib import Path
from threading import Thread
from typing import Any

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.local_server.address import ServerAddress, remove_address, write_address
from emoji_labeler.local_server.process import (
    RunningServer,
    ServeSettings,
    log_to_standard_error,
)

FINISH = b"finish\n"


def main() -> int:
    """Serve until the input ends."""
    log_to_standard_error()
    settings = _settings(json.loads(sys.stdin.buffer.readline()))
    try:
        server = RunningServer(settings)
    except EmojiLabelerError as error:
        _say({"refused": {"what": error.what, "why": error.why, "remedy": error.remedy}})
        return 2
    address = ServerAddress(base_url=server.base_url, token=server.token)

    def tell_ready() -> None:
        write_address(address, folder=settings.state_folder)
        _say({"address": address._asdict()})
        Thread(target=_end_with_window, args=(server,), daemon=True).start()

    try:
        server.run(when_ready=tell_ready)
    finally:
        remove_address(settings.state_folder)
    return 0


def _settings(values: dict[str, Any]) -> ServeSettings:
    return ServeSettings(
        state_folder=Path(values["state_folder"]),
        pack_folder=Path(values["pack_folder"]),
        theme_paths=tuple(map(Path, values["theme_paths"])),
        lingers_s=values["lingers_s"],
    )


def _say(line: dict[str, Any]) -> None:
    print(json.dumps(line), flush=True)  # noqa: T201 - The window reads it.


def _end_with_window(server: RunningServer) -> None:
    may_finish = False
    while line := sys.stdin.buffer.readline():
        may_finish = may_finish or line == FINISH
    if may_finish:
        server.end_when_idle()
    else:
        server.end()


if __name__ == "__main__":
    sys.exit(main())
