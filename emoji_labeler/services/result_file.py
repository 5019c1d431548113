"""Reading the result file of a job: CSV, a line for each step."""

import csv
import io
import math
from collections.abc import Iterator

from emoji_labeler.domain.tracked_job import MetricPoint, point_of


def points_in(content: bytes) -> Iterator[MetricPoint]:
    """Yield the measurements of a result file; what cannot be read is passed over.

    The file only repeats what events have told: nothing depends on it.
    """
    text = content.decode("utf-8-sig", errors="replace")
    for row in csv.DictReader(io.StringIO(text)):
        figures = {
            name: number
            for name, value in row.items()
            if name and isinstance(value, str) and (number := _number(value)) is not None
        }
        point = point_of(figures)
        if point is not None:
            yield point


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
