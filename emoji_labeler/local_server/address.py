"""Where a running server is found again: one file in its folder that only its owner may read."""

import json
import os
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

_NAME = "address.json"
_ANSWERS_WITHIN_S = 3.0


class ServerAddress(NamedTuple):
    """What a client needs to know."""

    base_url: str
    token: str


def write_address(address: ServerAddress, *, folder: Path) -> None:
    """Leave the address in the folder, never readable by others, not even for a moment."""
    path = folder / _NAME
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123 - pathlib cannot set the mode before it opens.
        json.dump(address._asdict(), file)
    unfinished.replace(path)


def remove_address(folder: Path) -> None:
    """Take the address away: nobody listens there any more."""
    (folder / _NAME).unlink(missing_ok=True)


def running_server(folder: Path) -> ServerAddress | None:
    """Return the address left in the folder if a server answers there to its token, else None."""
    with suppress(OSError, ValueError, KeyError, TypeError, HTTPException):
        values = json.loads((folder / _NAME).read_text("utf-8"))
        address = ServerAddress(base_url=values["base_url"], token=values["token"])
        if _answers(address):
            return address
    return None


def _answers(address: ServerAddress) -> bool:
    # http.client knows no proxies: a loopback address must never go to one.
    parts = urlsplit(address.base_url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_ANSWERS_WITHIN_S)
    try:
        headers = {"Authorization": f"Bearer {address.token}"}
        connection.request("GET", f"{parts.path}/models", headers=headers)
        return connection.getresponse().status == 200
    finally:
        connection.close()
