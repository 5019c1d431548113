"""What the server on this machine costs: one call over loopback, and the training of one epoch.

A call is set beside the same call to a bare Starlette application under the same Uvicorn, taken in
turn; an epoch, as the difference of a long and a short job over the wire, beside the same matrix
products in bare NumPy on one thread.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from emoji_labeler import resources
from emoji_labeler.apart.child_environment import child_environment
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.local_server.address import ServerAddress
from emoji_labeler.services.serving import LocalServerProcess
from scripts.measures.figures import say

_BASE = "local-text-classifier"
_BATCH, _VECTOR, _SPACE = 8, 512, 64
_SHORT, _LONG = 5, 45
_BARE = """
import socket
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

async def hello(request):
    await request.body()
    return PlainTextResponse("hello")

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
listener.bind(("127.0.0.1", 0))
listener.listen()
print(listener.getsockname()[1], flush=True)
app = Starlette(routes=[Route("/", hello, methods=["GET", "POST"])])
uvicorn.Server(uvicorn.Config(app, log_config=None)).run(sockets=[listener])
"""


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="measure.py serve", description=__doc__)
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--rows", type=int, nargs="+", default=[100, 1000])
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as server:
        with _bare() as bare:
            measure_calls(server, bare, calls=options.calls)
        for rows in options.rows:
            measure_training(server, rows=rows)
        measure_calls_under_training(server, calls=options.calls)
    return 0


def measure_calls(server: "_Caller", bare: "_Caller", *, calls: int) -> None:
    """Print the cost of a list of models and of a chat completion."""
    asked = {"model": _BASE, "messages": [{"role": "user", "content": "昨日、駅前で猫を見た。"}]}
    kinds: dict[str, Callable[[], object]] = {
        "a bare hello under the same server": lambda: bare.ask("POST", "/", asked, parse=False),
        "list the models": lambda: server.ask("GET", "/models"),
        "one chat completion": lambda: server.ask("POST", "/chat/completions", asked),
    }
    spent: dict[str, list[float]] = {name: [] for name in kinds}
    for turn in range(calls + 20):
        for name, call in kinds.items():
            elapsed = _ms(call)
            if turn >= 20:
                spent[name].append(elapsed)
    floor = next(iter(spent.values()))
    for name, milliseconds in spent.items():
        say(name, milliseconds, floor=floor)


def measure_training(server: "_Caller", *, rows: int) -> None:
    """Print what one epoch costs more than its arithmetic."""
    file_id = _upload(server, rows=rows)
    short, long = (
        min(_ms(partial(_train, server, file_id, epochs)) for _ in range(2))
        for epochs in (_SHORT, _LONG)
    )
    epoch = (long - short) / (_LONG - _SHORT)
    bare = min(_bare_epoch(rows) for _ in range(10))
    say(f"bare products of one epoch, {rows} rows", [bare])
    say(f"train one epoch, {rows} rows, over the wire", [epoch], floor=[bare])
    print(f"{'    of it, all that comes before and after':<44} {short - _SHORT * epoch:8.0f} ms")


def measure_calls_under_training(server: "_Caller", *, calls: int) -> None:
    """Print how long a list of models takes while a job trains."""
    job = _create(server, _upload(server, rows=2000), 50)
    while server.ask("GET", job)["status"] != "running":
        time.sleep(0.02)
    spent = [_ms(lambda: server.ask("GET", "/models")) for _ in range(calls)]
    still = server.ask("GET", job)["status"]
    cancelled = _ms(lambda: server.ask("POST", f"{job}/cancel"))
    say(f"list the models while a job trains ({still})", spent)
    say("cancel that job", [cancelled])


class _Caller:
    """A connection that stays open, to one server."""

    def __init__(self, address: ServerAddress) -> None:
        parts = urlsplit(address.base_url)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self._path = parts.path
        self._token = address.token

    def ask(self, method: str, path: str, body: object = None, *, parse: bool = True) -> Any:  # noqa: ANN401 - JSON.
        """Return the answer to one call."""
        return self.send(method, path, json.dumps(body).encode(), "application/json", parse=parse)

    def send(self, method: str, path: str, body: bytes, kind: str, *, parse: bool = True) -> Any:  # noqa: ANN401 - JSON.
        """Return the answer to one call with a body of any kind."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": kind}
        self._connection.request(method, self._path + path, body, headers)
        answer = self._connection.getresponse().read()
        return json.loads(answer) if parse else answer


def _upload(server: _Caller, *, rows: int) -> str:
    labels = ("cat", "castle", "umbrella", "bread", "volcano", "guitar")
    lines = [
        json.dumps(
            {
                "messages": [
                    {"role": "user", "content": f"memo {at} about person {at % 97}"},
                    {"role": "assistant", "content": labels[at % 6]},
                ]
            }
        )
        for at in range(rows)
    ]
    form = (
        '--edge\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nfine-tune\r\n'
        '--edge\r\nContent-Disposition: form-data; name="file"; filename="rows.jsonl"\r\n\r\n'
        + "\n".join(lines)
        + "\r\n--edge--\r\n"
    )
    kind = "multipart/form-data; boundary=edge"
    return str(server.send("POST", "/files", form.encode(), kind)["id"])


def _create(server: _Caller, file_id: str, epochs: int) -> str:
    """Ask for a job; return its path."""
    hyperparameters = {"n_epochs": epochs, "batch_size": _BATCH}
    method = {"type": "supervised", "supervised": {"hyperparameters": hyperparameters}}
    order = {"model": _BASE, "training_file": file_id, "seed": 1, "method": method}
    return f"/fine_tuning/jobs/{server.ask('POST', '/fine_tuning/jobs', order)['id']}"


def _train(server: _Caller, file_id: str, epochs: int) -> None:
    job = _create(server, file_id, epochs)
    while (status := server.ask("GET", job)["status"]) != "succeeded":
        if status == "failed":
            raise RuntimeError(f"The job failed: {server.ask('GET', job)['error']}")
        time.sleep(0.02)


def _bare_epoch(rows: int) -> float:
    """Return the milliseconds of the products and sums that an epoch cannot do without."""
    # Only now: importing the server above has asked for one thread.
    import numpy as np

    labels = len(load_pack(resources.emoji_pack_folder()))
    chance = np.random.default_rng(1)
    weights = chance.standard_normal((labels, _VECTOR), dtype=np.float32)
    space = chance.standard_normal((labels, _SPACE), dtype=np.float32)
    result = np.empty_like(weights)
    vectors = chance.standard_normal((_BATCH, _VECTOR), dtype=np.float32)
    began = time.perf_counter()
    for _ in range(-(-rows // _BATCH)):
        error = vectors @ weights.T
        error += (error @ space) @ space.T
        # Into the same place again and again: the weights must not grow beyond all numbers.
        np.subtract(weights, error.T @ vectors, out=result)
    return (time.perf_counter() - began) * 1000


@contextmanager
def _served(folder: Path) -> Iterator[_Caller]:
    process = LocalServerProcess(state=folder / "state")
    try:
        yield _Caller(process.start())
    finally:
        process.stop()


@contextmanager
def _bare() -> Iterator[_Caller]:
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", _BARE],
        stdout=subprocess.PIPE,
        text=True,
        env=child_environment(),
    )
    try:
        port = process.stdout.readline().strip() if process.stdout else ""
        yield _Caller(ServerAddress(f"http://127.0.0.1:{port}", ""))
    finally:
        process.terminate()
        process.communicate()


def _ms(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000
