"""What computes for long, or takes long to import, never comes into the process of the window."""

import json
import os
import subprocess
import sys
from pathlib import Path

APART = {"matplotlib", "emoji_labeler.statistics.coefficients", "emoji_labeler.services.measuring"}

DRIVER = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from emoji_labeler.desktop import open_desktop
from emoji_labeler.domain.chart import LineChart, LinePoint, LineSeries
from emoji_labeler.ui.panel_table import ROWS
from emoji_labeler.ui.widgets.chart_view import ChartView
desktop = open_desktop(Path(sys.argv[1]))
window = desktop.window
points = (LinePoint(1, 1), LinePoint(2, 3))
chart = LineChart(title="c", series=(LineSeries(name="s", points=points),))
view = ChartView(background=window._parts.background, theme=window._parts.theme)
steps = [lambda name=row.name: window.panels.go_to(name) for row in ROWS[::-1]] + [
    lambda: (view.show(), view.show_chart(chart)),
    lambda: view.export(Path(sys.argv[1]).with_suffix(".svg")),
]
def go_on():
    if not (window.annotate.is_assisted and desktop.is_idle and view.is_up_to_date):
        return
    if steps:
        steps.pop(0)()
        return
    clock.stop()
    insights = window.panels.panel("insights").insights
    print(json.dumps([list(sys.modules), not view._image.isNull(), insights is not None]))
    view.close()
    window.close()
clock = QTimer(interval=10)
clock.timeout.connect(go_on)
clock.start()
sys.exit(desktop.run())
"""


def test_every_screen_does_without_what_belongs_into_another_process(project_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", DRIVER, str(project_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    modules, has_picture, has_insights = json.loads(ended.stdout)
    assert (has_picture, has_insights) == (True, True)
    assert "emoji_labeler.ui.panels.insights_panel" in modules
    assert set(modules) & APART == set()
