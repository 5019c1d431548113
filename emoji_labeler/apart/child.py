"""The other process: `python -m emoji_labeler.apart.child`.

It carries out one order after the other and ends, whatever it is doing, when its input does: then
whoever started it is gone.
"""

import gc
import inspect
import os
import pickle
import sys
import traceback
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import IO

from emoji_labeler.apart.frames import STOP, read_frame, write_frame
from emoji_labeler.apart.words import Done, Failed, Order, Reached
from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.wording import speak

_A_WHILE_S = 0.5
_MUCH = 500_000


def main() -> None:
    """Carry out what comes in, until nothing can come any more."""
    orders, replies = sys.stdin.buffer, sys.stdout.buffer
    # Whatever else is printed must not get between the replies.
    sys.stdout = sys.stderr
    # While an order makes a million small objects, looking for garbage among them takes a third of
    # the time; most of them are gone when it is done, and the rest is looked through then.
    gc.disable()
    waiting: SimpleQueue[bytes] = SimpleQueue()
    is_stopped = Event()
    Thread(target=_listen, args=(orders, waiting, is_stopped), daemon=True).start()
    while True:
        frame = _next(waiting)
        write_frame(replies, _carried_out(frame, replies=replies, is_stopped=is_stopped))


def _next(waiting: "SimpleQueue[bytes]") -> bytes:
    """Return the next order; look for garbage where none comes for a while or much is there."""
    if gc.get_count()[0] < _MUCH:
        with suppress(Empty):
            return waiting.get(timeout=_A_WHILE_S)
    gc.collect()
    return waiting.get()


def _listen(orders: IO[bytes], waiting: "SimpleQueue[bytes]", is_stopped: Event) -> None:
    while (frame := read_frame(orders)) is not None:
        if frame == STOP:
            is_stopped.set()
        else:
            is_stopped.clear()
            waiting.put(frame)
    os._exit(0)


def _carried_out(frame: bytes, *, replies: IO[bytes], is_stopped: Event) -> bytes:
    """Carry an order out and return what to say of it."""
    try:
        order: Order = pickle.loads(frame)  # noqa: S301 - From the process that started this one.
        speak(order.language)
        offered = {
            "progress": lambda share: write_frame(replies, pickle.dumps(Reached(share))),
            "is_cancelled": is_stopped.is_set,
        }
        wanted = offered.keys() & inspect.signature(order.function).parameters
        talk = {name: offered[name] for name in wanted}
        result = order.function(*order.given, **order.named, **talk)
        return pickle.dumps(Done(result), pickle.HIGHEST_PROTOCOL)
    except EmojiLabelerError as error:
        return pickle.dumps(Failed(error))
    except Exception as error:  # noqa: BLE001 - Whatever it is belongs to whoever gave the order.
        return _bug(error)


def _bug(error: Exception) -> bytes:
    """Return an error with where it was raised, which is lost on the way otherwise."""
    trace = "".join(traceback.format_exception(error))
    error.add_note(trace)
    try:
        return pickle.dumps(Failed(error))
    except Exception:  # noqa: BLE001 - Some errors hold what cannot be sent.
        return pickle.dumps(Failed(RuntimeError(trace)))


if __name__ == "__main__":
    main()
