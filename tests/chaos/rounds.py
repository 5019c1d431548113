"""Rounds of chaos: jobs are submitted and watched while everything breaks that can break.

A round has a server and a client, each a process of its own. Both are killed at random moments and
started again, and the server makes trouble by chance: it is often later than the client waits, so
that files and jobs are made twice. When the server has carried out everything that ever reached it,
the client is started once more. Then the server must have one file for each training file and one
job that lives or has ended for each intent, and the project every event of every job. No figure
here says how late a server can be, so that a slow machine changes nothing.
"""

import random
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing.process import BaseProcess
from pathlib import Path

from emoji_labeler.domain.fine_tuning import SUBMIT_KEY
from emoji_labeler.domain.provider import Capabilities, ProviderProfile
from emoji_labeler.domain.submission import UNKNOWN
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.providers.attempts import Patience
from emoji_labeler.providers.connection import Timeouts
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.providers.presets import CUSTOM, preset_of
from emoji_labeler.providers.provider import Provider
from emoji_labeler.providers.registry import open_provider
from emoji_labeler.services.made_once import Settling
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.sending import send_waiting
from emoji_labeler.services.submitting import submit
from emoji_labeler.services.watching import WatchingService
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.storage.project import ProjectStore
from tests.chaos.processes import be_quiet, end, free_port, kill, started
from tests.fakes.durable_server import DurableServer
from tests.fakes.serving import serving
from tests.services.tuning import labelled_project, prepared, snapshot_of

EPOCHS = (1, 3, 9)
_PROVIDER = "chaotic"
_CALM = 0.85
_KILLS_AT_MOST = 5
_KILLED_WITHIN_S = 0.4
_ENDS_WITHIN_S = 120.0
_TIMEOUTS = Timeouts(connect_s=2.0, answer_s=0.15)
# Shorter than the server comes late now and then: waiting alone must not be what it rests on.
_SETTLING = Settling(settle_s=0.4, look_every_s=0.1, patience=Patience(tries=8, first_wait_s=0.01))
_AT_ONCE = 8
_NOBODY_KNOWS = 255
"""The exit code of a process whose starter has ended before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOutcome:
    """What a round came to; ``faults`` says what must not have happened.

    ``doubles`` counts what was made twice and put right again.
    """

    number: int
    faults: tuple[str, ...]
    client_kills: int = 0
    server_kills: int = 0
    events: int = 0
    doubles: int = 0
    seconds: float = 0.0


class _Providing(ProvidingService):
    """Providers of which one is the chaotic server, and impatient."""

    def __init__(self, folder: Path, *, base_url: str, keeps_metadata: bool) -> None:
        super().__init__(
            settings=SettingsFile(folder / "settings.json"), keys=KeyStore(environment={})
        )
        preset = replace(
            preset_of(CUSTOM), capabilities=Capabilities(metadata=keeps_metadata, least_rows=1)
        )
        self._profile = ProviderProfile(
            id=_PROVIDER, name="Chaos", preset=preset, base_url=base_url
        )

    def profile(self, profile_id: str) -> ProviderProfile:  # noqa: ARG002 - There is only one.
        return self._profile

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a round takes place. ``says_metadata`` is what the client believes of the server."""

    folder: Path
    port: int
    says_metadata: bool
    keeps_metadata: bool

    @property
    def project(self) -> Path:
        return self.folder / "project.db"

    @property
    def state(self) -> Path:
        return self.folder / "server.json"

    def providing(self) -> _Providing:
        base_url = f"http://127.0.0.1:{self.port}/v1"
        return _Providing(self.folder, base_url=base_url, keeps_metadata=self.says_metadata)


def serve(place: _Place, *, seed: str) -> None:
    """Serve until killed, or until told to end; then everything that has come is carried out."""
    be_quiet()
    is_over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: is_over.set())
    server = DurableServer(place.state, calm=_CALM, keeps_metadata=place.keeps_metadata, seed=seed)
    with serving(server, port=place.port, finishes=True):
        is_over.wait()


def submit_and_watch(place: _Place) -> None:
    """Do what a window does, until every job has come to its end and all was looked at."""
    be_quiet()
    providing = place.providing()
    with ProjectStore.open(place.project) as project:
        while project.intents.waiting():
            send_waiting(project, providing, settling=_SETTLING)
        watching = WatchingService(providing)
        while watching.step(project).troubles or project.jobs.unfinished():
            watching.hurry()
            time.sleep(0.005)


def make_template(folder: Path) -> Path:
    """Make the project that every round begins with a copy of."""
    with labelled_project(folder) as project:
        snapshot_of(project)
        return project.path


def play_round(number: int, *, seed: int, template: Path, folder: Path) -> RoundOutcome:
    """Play one round and look at what came of it."""
    began = time.monotonic()
    chance = random.Random(f"{seed} {number}")  # noqa: S311 - It guards no secret.
    place = _Place(
        folder=folder,
        port=free_port(),
        says_metadata=number % 3 != 0,
        keeps_metadata=number % 3 == 1,
    )
    folder.mkdir()
    shutil.copy(template, place.project)
    with ProjectStore.open(place.project) as project:
        submission = prepared(
            project,
            place.providing(),
            provider_id=_PROVIDER,
            base_model="base",
            epochs=EPOCHS,
        )
        submit(project, submission, confirmation=UNKNOWN)
    kills = _play(place, chance=chance, number=number)
    server = DurableServer(place.state, calm=1.0, keeps_metadata=True, seed="")
    faults = tuple(_faults(place, server=server))
    with ProjectStore.open(place.project) as project:
        events = sum(len(project.job_events.events(one.id)) for one in project.intents.all())
    return RoundOutcome(
        number=number,
        faults=faults,
        client_kills=kills[0],
        server_kills=kills[1],
        events=events,
        doubles=len(server.names) - len(server.files) + len(server.jobs) - len(_living(server)),
        seconds=time.monotonic() - began,
    )


def _play(place: _Place, *, chance: random.Random, number: int) -> tuple[int, int]:
    """Run both processes, kill them now and then; return how often each was killed."""
    starts = 0

    def start_server() -> BaseProcess:
        nonlocal starts
        starts += 1
        return started(serve, place, seed=f"{number} {starts}")

    server, client = start_server(), started(submit_and_watch, place)
    killed = {"client": 0, "server": 0}
    try:
        for _ in range(chance.randint(1, _KILLS_AT_MOST)):
            time.sleep(chance.uniform(0, _KILLED_WITHIN_S))
            if chance.random() < 0.7:
                killed["client"] += client.is_alive()
                kill(client)
                client = started(submit_and_watch, place)
            else:
                killed["server"] += 1
                kill(server)
                server = start_server()
        client.join(_ENDS_WITHIN_S)
        kill(client)
        # What comes latest of all has come when this is over.
        end(server)
        server = start_server()
        client = started(submit_and_watch, place)
        client.join(_ENDS_WITHIN_S)
        if client.exitcode == _NOBODY_KNOWS:
            client = started(submit_and_watch, place)
            client.join(_ENDS_WITHIN_S)
        if client.exitcode != 0:
            raise AssertionError(f"round {number}: the client ended with {client.exitcode}")
        end(server)
    finally:
        kill(client)
        kill(server)
    return killed["client"], killed["server"]


def _faults(place: _Place, *, server: DurableServer) -> list[str]:
    """Return what must not have happened, as sentences."""
    faults: list[str] = []
    with ProjectStore.open(place.project) as project:
        intents, tracked = project.intents.all(), project.jobs.all()
        wanted = {
            hash_ for one in intents for hash_ in (one.training_sha256, one.validation_sha256)
        }
        if len(server.files) != len(wanted - {""}):
            names = ", ".join(repr(server.names[file_id]) for file_id in server.files)
            faults.append(f"{len(server.files)} files for {len(wanted - {''})}: {names}")
        living = _living(server)
        if len(living) != len(intents):
            faults.append(f"{len(living)} jobs for {len(intents)} intents")
        if {one.job.id for one in tracked if one.job} != living:
            faults.append("the project knows other jobs than the server")
        for one in tracked:
            faults += _faults_of_job(one, project=project, server=server)
    return faults


def _living(server: DurableServer) -> set[str]:
    """Return the jobs that were not cancelled."""
    return {one for one, job in server.jobs.items() if job["status"] != "cancelled"}


def _faults_of_job(
    tracked: TrackedJob, *, project: ProjectStore, server: DurableServer
) -> Iterator[str]:
    intent, job = tracked.intent, tracked.job
    if job is None or job.id not in server.jobs:
        yield f"an intent ended as {intent.state} without a job"
        return
    if not tracked.is_complete or job.status != "succeeded":
        yield f"a job ended as {job.status}"
    made = server.jobs[job.id]
    if not {made["training_file"], made["validation_file"]} <= server.files.keys():
        yield "a file that the job learns from was deleted"
    epochs = made["method"]["supervised"]["hyperparameters"]["n_epochs"]
    if epochs != intent.hyperparameters.n_epochs:
        yield f"the job of {intent.hyperparameters.n_epochs} epochs is one of {epochs}"
    if made.get("metadata", {}).get(SUBMIT_KEY, intent.submit_key) != intent.submit_key:
        yield "a job carries the key of another intent"
    told = [event["id"] for event in server.job_events[job.id]]
    kept = [event.id for event in project.job_events.events(intent.id)]
    if kept != told:
        yield f"{len(kept)} events were kept of {len(told)}, or in another order"


def play_rounds(
    rounds: int, *, seed: int, folder: Path, told: Callable[[RoundOutcome], object] = lambda _: None
) -> list[RoundOutcome]:
    """Play rounds, several at a time, since most of the time is spent waiting."""
    template = make_template(folder / "template")
    outcomes: list[RoundOutcome] = []
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        waiting = [
            pool.submit(
                play_round, number, seed=seed, template=template, folder=folder / str(number)
            )
            for number in range(rounds)
        ]
        for one in as_completed(waiting):
            outcomes.append(one.result())
            told(outcomes[-1])
    return outcomes
