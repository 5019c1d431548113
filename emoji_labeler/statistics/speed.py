"""How fast labels are picked, all together and on each path to them."""

from collections.abc import Mapping

import numpy as np

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.labeling_speed import LabelingSpeed
from emoji_labeler.domain.pace import LONGEST_WORK_S
from emoji_labeler.statistics.arrays import Floats
from emoji_labeler.statistics.resampling import RESAMPLING, Resampling
from emoji_labeler.wording import tr

_SECONDS_AN_HOUR = 3600.0


def labeling_speeds(
    seconds: Mapping[PickPath, Floats], *, resampling: Resampling = RESAMPLING
) -> tuple[LabelingSpeed, ...]:
    """Return the speed of all picks, and then of each path that occurs, in the order of paths.

    As in the pace on the screen, a pause counts as a minute of work towards memos an hour; median
    and 90th percentile (nearest rank) are of the times as they were.
    """
    every = np.concatenate([np.empty(0), *seconds.values()])
    parts = [(None, every), *((path, seconds[path]) for path in PickPath if path in seconds)]
    return tuple(_speed(path, part, resampling=resampling) for path, part in parts)


def _speed(path: PickPath | None, seconds: Floats, *, resampling: Resampling) -> LabelingSpeed:
    why = tr("There are no answers of this kind.")
    ordered = np.sort(seconds)
    worked = np.minimum(seconds, LONGEST_WORK_S)
    return LabelingSpeed(
        path=path,
        memos_an_hour=resampling.ratio(np.full(len(seconds), _SECONDS_AN_HOUR), worked, why=why),
        median_s=resampling.quantile(ordered, share=0.5, why=why),
        p90_s=resampling.quantile(ordered, share=0.9, why=why),
    )
