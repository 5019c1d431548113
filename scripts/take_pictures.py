"""Take the pictures in docs/pictures: light and dark, at 1280 × 800 and at twice the scale.

    python3 scripts/take_pictures.py

Needs no screen. The sample project is labelled by the script with the keys a person would press, so
the pictures show the program as it is.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent
_PICTURES = _CHECKOUT / "docs" / "pictures"
_LABELS_TO_LEARN_FROM = 100
_SCALES = {"": "1", "@2x": "2"}


def main() -> int:
    """Take every picture, each scale in a process of its own; return 0 when all are there."""
    if len(sys.argv) > 1:
        _take(ending=sys.argv[1])
        return 0
    _PICTURES.mkdir(parents=True, exist_ok=True)
    for ending, scale in _SCALES.items():
        with tempfile.TemporaryDirectory() as home:
            folders = {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("DATA", "CACHE", "CONFIG")}
            qt = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
            subprocess.run(
                [sys.executable, __file__, f"picture{ending}"],
                env={**os.environ, **folders, **qt, "LOGNAME": "Aiko"},
                check=True,
            )
    return 0


def _take(*, ending: str) -> None:
    sys.path.insert(0, str(_CHECKOUT))
    ending = ending.removeprefix("picture")
    from scripts.picturing import Camera

    with Camera(_PICTURES, ending=ending) as camera:
        camera.label_some()
        camera.take("annotate-light")
        camera.go_dark()
        camera.search("ねこ")
        camera.take("annotate-dark-search")
        camera.go_light()
        camera.search("birthday")
        camera.take("annotate-search")
        camera.label_more(_LABELS_TO_LEARN_FROM)
        camera.train_a_sweep()
        camera.take("finetune-light")
        camera.go_dark()
        camera.settle()
        camera.take("finetune-dark")


if __name__ == "__main__":
    sys.exit(main())
