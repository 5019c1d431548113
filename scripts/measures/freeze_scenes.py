"""What somebody does with the window while a clock ticks on its thread."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import cast

from emoji_labeler import resources
from emoji_labeler.desktop import Desktop
from emoji_labeler.domain.annotator import Role
from emoji_labeler.domain.provider import Capabilities, ProviderProfile
from emoji_labeler.domain.submission import UNKNOWN
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.providers.attempts import Patience
from emoji_labeler.providers.connection import Timeouts
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.providers.presets import CUSTOM, preset_of
from emoji_labeler.providers.provider import Provider
from emoji_labeler.providers.registry import open_provider
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.staffing import give_role
from emoji_labeler.services.submitting import submit
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.panel_table import ROWS
from emoji_labeler.ui.panels.compare_panel import ComparePanel
from emoji_labeler.ui.panels.finetune_panel import FinetunePanel
from emoji_labeler.ui.panels.insights_panel import InsightsPanel
from emoji_labeler.ui.panels.review_panel import ReviewPanel
from emoji_labeler.wording import tr
from scripts.measures.crowd import answer_all, make_project, predict_all
from scripts.measures.gaps import GapClock, pass_time, wait_for
from scripts.measures.window import open_window
from tests.chaos.processes import be_quiet, free_port, kill, started
from tests.fakes.durable_server import DurableServer
from tests.fakes.serving import serving
from tests.services.tuning import labelled_project, prepared, snapshot_of

_PEOPLE = ("Aiko", "Ben", "Chie")
_RUNS = 8
_LABELLED = 100
_AT_REST_S = 3.0
_SETTLING_S = 0.7
_CHAOS_S = 40.0
_CALM = 0.5
_CHAOTIC = "chaotic"
_TIMEOUTS = Timeouts(connect_s=2.0, answer_s=0.5)


class Stage:
    """Makes what a row of scenes needs, and plays it; ``clock`` has the gaps."""

    def __init__(self, home: Path, *, memos: int, answered: int, told_ms: float) -> None:
        self._home = home
        self._memos = memos
        self._answered = answered
        self._told_ms = told_ms

    def play_floor(self) -> None:
        """Leave the window alone, then beside a thread that computes in plain Python."""
        with self._window(self._sample()):
            with self.clock.scene("the window at rest"):
                pass_time(_AT_REST_S)
            with _busy_thread(), self.clock.scene("beside a thread of plain Python"):
                pass_time(_AT_REST_S)

    def play_screens(self) -> None:
        """Go to every screen for the first time, and to it again."""
        with self._window(self._sample()) as desktop:
            for visit in ("first", "second"):
                for row in ROWS[::-1]:
                    with self.clock.scene(f"{visit} visit of {row.name}"):
                        desktop.window.panels.go_to(row.name)
                        _settle(desktop)

    def play_sweep(self) -> None:
        """Make a snapshot, train the usual sweep on this machine, and see its curves."""
        with self._window(self._sample()) as desktop:
            desktop.window.panels.go_to("finetune")
            panel = cast("FinetunePanel", desktop.window.panels.current)
            wait_for(lambda: panel.form.provider is not None)
            train, rows = panel.form._cost._submit, panel.board.rows
            with self.clock.scene("a snapshot made"):
                panel.form._make_snapshot.click()
                wait_for(train.isEnabled)
                _settle(desktop)
            jobs = len(panel.form._epochs.text().split(","))
            succeeded = [tr("succeeded")] * jobs
            with self.clock.scene(f"a sweep of {jobs} trained, with its curves"):
                train.click()
                wait_for(
                    lambda: [rows.index(n, 2).data() for n in range(rows.rowCount())] == succeeded
                )
                _settle(desktop)
            panel._watch.close()

    def play_compare(self) -> None:
        """Compare eight runs over many memos; look at the figures and the charts."""
        path = self._crowded(self._memos, runs=_RUNS)
        with self._window(path) as desktop:
            name = f"{self._memos:,} memos × {_RUNS} runs"
            with self.clock.scene(f"{name}: compared"):
                began = time.perf_counter()
                desktop.window.panels.go_to("compare")
                panel = cast("ComparePanel", desktop.window.panels.current)
                wait_for(lambda: bool(panel.runs.names))
                panel.runs.tick(panel.runs.names)
                wait_for(lambda: panel.side_by_side.rows.rowCount() == self._memos)
                took = time.perf_counter() - began
                _settle(desktop)
            self._say(f"{name}: there after {took:.1f} s")
            for place in (1, 2):
                with self.clock.scene(f"{name}: page {place + 1} of the figures"):
                    panel.pages.turn_to(place)
                    _settle(desktop)

    def play_insights(self) -> None:
        """Measure many memos that three people answered."""
        path = self._crowded(self._answered)
        with self._window(path) as desktop:
            name = f"{self._answered:,} memos × {len(_PEOPLE)} people"
            with self.clock.scene(f"{name}: insights"):
                began = time.perf_counter()
                desktop.window.panels.go_to("insights")
                panel = cast("InsightsPanel", desktop.window.panels.current)
                wait_for(lambda: panel.insights is not None)
                took = time.perf_counter() - began
                _settle(desktop)
            self._say(f"{name}: there after {took:.1f} s")

    def play_review(self) -> None:
        """Come to a long queue and decide a few memos."""
        path = self._crowded(self._answered)
        with ProjectStore.open(path) as project:
            project.golds.renew_all()
            give_role(project, project.annotators.all()[0].name, Role.REVIEWER)
        with self._window(path) as desktop:
            name = f"{self._answered:,} memos × {len(_PEOPLE)} people"
            with self.clock.scene(f"{name}: review queue opened"):
                desktop.window.panels.go_to("review")
                panel = cast("ReviewPanel", desktop.window.panels.current)
                _settle(desktop)
            with self.clock.scene(f"{name}: ten decisions"):
                for _ in range(10):
                    panel.accept()
                    pass_time(0.2)
                _settle(desktop)

    def play_chaos(self) -> None:
        """Send and watch jobs at a server that times out, drops, refuses and acts all the same."""
        with labelled_project(self._home / "chaos") as project:
            snapshot_of(project)
            path = project.path
        port = free_port()
        providing = _Chaotic(self._home, base_url=f"http://127.0.0.1:{port}/v1")
        with ProjectStore.open(path) as project:
            wanted = prepared(
                project, providing, provider_id=_CHAOTIC, base_model="base", epochs=(1, 3, 9)
            )
            submit(project, wanted, confirmation=UNKNOWN)
        server = started(_serve, self._home / "server.json", port)
        try:
            with self._window(path) as desktop:
                desktop.__dict__["_providing"] = providing
                desktop.window.panels.go_to("finetune")
                with self.clock.scene("a chaotic server"):
                    desktop.window._parts.job_watch.send()
                    pass_time(_CHAOS_S)
        finally:
            kill(server)

    @contextmanager
    def _window(self, path: Path) -> Iterator[Desktop]:
        with open_window(self._home, project=path) as desktop:
            self.clock = GapClock(told_ms=self._told_ms)
            yield desktop

    def _sample(self) -> Path:
        """Return the sample, of which somebody has labelled a part."""
        labels = load_pack(resources.emoji_pack_folder()).labels
        chosen = [labels[at * 37 % len(labels)] for at in range(_LABELLED)]
        with labelled_project(self._home / "sample", memos=_LABELLED, labels=chosen) as project:
            return project.path

    def _crowded(self, memos: int, *, runs: int = 0) -> Path:
        path = self._home / "crowded.db"
        make_project(path, memos=memos)
        answer_all(path, names=_PEOPLE)
        if runs:
            predict_all(path, runs=runs)
        return path

    def _say(self, words: str) -> None:
        print(words, flush=True)


class _Chaotic(ProvidingService):
    """One provider, the chaotic server, to whom nobody listens for long."""

    def __init__(self, home: Path, *, base_url: str) -> None:
        super().__init__(settings=SettingsFile(home / "chaos.json"), keys=KeyStore(environment={}))
        preset = replace(preset_of(CUSTOM), capabilities=Capabilities(metadata=True, least_rows=1))
        self._profile = ProviderProfile(id=_CHAOTIC, name="Chaos", preset=preset, base_url=base_url)

    def profiles(self) -> tuple[ProviderProfile, ...]:
        return (self._profile,)

    def open(
        self,
        profile_id: str,  # noqa: ARG002 - There is only one.
        *,
        patience: Patience | None = None,
        timeouts: Timeouts | None = None,
    ) -> Provider:
        return open_provider(
            self._profile, key=None, patience=patience, timeouts=timeouts or _TIMEOUTS
        )


def _serve(path: Path, port: int) -> None:
    be_quiet()
    server = DurableServer(path, calm=_CALM, keeps_metadata=True, seed="1")
    with serving(server, port=port):
        while True:
            time.sleep(60)


def _settle(desktop: Desktop) -> None:
    """Wait until what goes on beside the window has ended, and what comes of it is painted."""
    pass_time(_SETTLING_S)
    wait_for(lambda: desktop.is_idle)
    pass_time(_SETTLING_S)


@contextmanager
def _busy_thread() -> Iterator[None]:
    ends = Event()

    def work() -> None:
        while not ends.is_set():
            sum(range(1000))

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        ends.set()
        thread.join()
