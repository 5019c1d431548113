"""Trains one job in a process of its own: `python -m emoji_labeler.local_server.worker`.

The order is the first line of the input; the input then stays open for as long as the server lives,
and its end is the end of this process, so that a killed server leaves nothing running.
"""

import os
import sys
from threading import Thread
from typing import BinaryIO

from emoji_labeler.local_server.registry import trainers_by_base_model
from emoji_labeler.local_server.trainer import News, TrainingOrder
from emoji_labeler.local_server.training_file import read_training_file
from emoji_labeler.local_server.worker_messages import FINISHED, WorkOrder, news_line


def main() -> int:
    """Train what the input orders and tell of it on the output."""
    order = WorkOrder.of_line(sys.stdin.buffer.readline())
    Thread(target=_end_with, args=(sys.stdin.buffer,), daemon=True).start()
    output = sys.stdout.buffer

    def tell(news: News) -> None:
        output.write(news_line(news))
        output.flush()

    trainer = trainers_by_base_model(order.materials)[order.base_model]
    order.folder.mkdir(parents=True, exist_ok=True)
    trainer.train(_training_order(order), tell=tell)
    output.write(FINISHED)
    output.flush()
    return 0


def _training_order(order: WorkOrder) -> TrainingOrder:
    validation = order.validation_file
    return TrainingOrder(
        rows=read_training_file(order.training_file),
        validation=read_training_file(validation) if validation else (),
        epochs=order.epochs,
        batch_size=order.batch_size,
        learning_rate_multiplier=order.learning_rate_multiplier,
        seed=order.seed,
        folder=order.folder,
        epochs_done=order.epochs_done,
        resume_from=order.resume_from,
    )


def _end_with(server: BinaryIO) -> None:
    while server.read(4096):
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
