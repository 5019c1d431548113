"""Take the pictures in docs/pictures: light and dark, at 1280 × 800 and at twice the scale.

    python3 scripts/take_pictures.py

Needs no screen, and pngquant for pictures of a third of the size. In the sample project a few memos
are labelled with the keys a person would press, and more by three people who mostly take what the
program suggests; models are trained on this machine.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.picturing import Camera

_CHECKOUT = Path(__file__).resolve().parent.parent
_PICTURES = _CHECKOUT / "docs" / "pictures"
_LABELS_TO_LEARN_FROM = 100
_OTHER_PEOPLE = (("Ben", 80, 0.85), ("Chie", 50, 0.7))
"""Who they are, how many memos they answer, and for what share of them as the others do."""

_MEMO_SHOWN = 6
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
        camera.label_more("Aiko", count=_LABELS_TO_LEARN_FROM, agrees=0.9)
        camera.train_a_sweep()
        _take_both(camera, "finetune")
        camera.compare_runs()
        camera.take("compare-light")
        camera.judge()
        camera.take("judge-light")
        for name, count, agrees in _OTHER_PEOPLE:
            camera.label_more(name, count=count, agrees=agrees)
        camera.review()
        _take_both(camera, "review")
        _take_a_review(camera)
        camera.look_at_a_memo(_MEMO_SHOWN)
        _take_both(camera, "data")
        camera.make_a_snapshot("three-people")
        _take_both(camera, "datasets")
        camera.measure()
        _take_both(camera, "insights")


def _take_a_review(camera: "Camera") -> None:
    """Photograph what a reviewer does with one memo after the other, and where files come from."""
    camera.open_people("files")
    camera.take("people-files-light", widget=camera.dialog)
    camera.close_dialog()
    camera.look_for("誕生日")
    camera.take("review-search-light")
    camera.take_found()
    camera.ask_back("どちらの気持ちですか。")
    camera.take("review-note-light")
    camera.send_back()
    camera.choose_first("running")
    camera.take("review-first-choice-dark")
    camera.choose_at_once()
    camera.come_to_what_was_sent_back()
    camera.take("annotate-sent-back-light")


def _take_both(camera: "Camera", name: str) -> None:
    """Photograph a screen in light and in dark."""
    for colours, wear in (("light", camera.go_light), ("dark", camera.go_dark)):
        wear()
        camera.take(f"{name}-{colours}")
    camera.go_light()


if __name__ == "__main__":
    sys.exit(main())
