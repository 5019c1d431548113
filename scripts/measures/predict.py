"""What a prediction run costs: the local model in process, and questions over HTTP.

The local model is set beside the bare products of its matrices, memo by memo, and as many memos at
once as it takes; a run that asks a server 16 questions at a time beside a bare client that asks the
same server the same. Both runs end on the disk, answer by answer. What one thread computes is told
in processor time, so that a busy machine does not count; all else by the clock on the wall.
"""

import argparse
import json
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from emoji_labeler import resources
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.prediction import RunPlan
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.local_model.model import LocalModel
from emoji_labeler.local_server.address import ServerAddress
from emoji_labeler.predictors.local import LocalPredictor
from emoji_labeler.predictors.predictor import Bench
from emoji_labeler.providers.api_key import ApiKey
from emoji_labeler.providers.presets import preset_of
from emoji_labeler.providers.provider import Provider
from emoji_labeler.providers.registry import open_provider
from emoji_labeler.services.predicting import PredictingService
from emoji_labeler.services.prediction_bench import bench_for
from emoji_labeler.services.serving import LocalServerProcess
from emoji_labeler.services.suggesting import program_theme_paths
from emoji_labeler.storage.project import ProjectStore

_BASE = "local-text-classifier"
_PARALLEL = 16
_PROMPT = "Choose the emoji for the memo."
_MEMOS = Path(__file__).parent.parent / "data" / "suggest_memos.jsonl"


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="measure.py predict", description=__doc__)
    parser.add_argument("--memos", type=int, default=2000)
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args(arguments)
    texts = _texts(options.memos)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project.db"
        with ProjectStore.create(path) as project:
            project.memos.add(MemoDraft(text=text) for text in texts)
        measure_local(path, texts, turns=options.turns)
        with _served(Path(folder)) as server:
            measure_asking(path, texts, server, turns=options.turns)
    return 0


def measure_local(path: Path, texts: Sequence[str], *, turns: int) -> None:
    """Print memos a second of the local model, alone and as a run, beside its bare products."""
    plan = RunPlan(name="", predictor="local", options={"snapshot": "", "top": 10})
    with ProjectStore.open(path) as project:
        bench = _bench(project, plan, cache_folder=path.parent / "cache")
        predictor = LocalPredictor(bench, {})
        predictor.prepare()
        model = bench.local_model
    service = _service(path, None)
    size = predictor.at_once
    groups = [texts[at : at + size] for at in range(0, len(texts), size)]
    rates = _rates(
        {
            "bare products, memo by memo": lambda: _bare_products(model, [[one] for one in texts]),
            f"bare products, {size} memos at once": lambda: _bare_products(model, groups),
            "the local predictor": lambda: [predictor.answer(group) for group in groups],
        },
        memos=len(texts),
        turns=turns,
        clock=time.thread_time,
    )
    run = {"a run of it, on the disk": lambda: _run(service, path, plan)}
    _say(rates | _rates(run, memos=len(texts), turns=turns))


def measure_asking(path: Path, texts: Sequence[str], server: ServerAddress, *, turns: int) -> None:
    """Print memos a second of a run that asks over HTTP, beside a bare client's."""
    plan = RunPlan(
        name="",
        predictor="fine-tuned",
        provider="local",
        model=_BASE,
        options={"prompt": _PROMPT, "odds": False},
    )
    service = _service(path, server)
    rates = _rates(
        {
            f"a bare client, {_PARALLEL} at once": lambda: _ask_bare(server, texts),
            f"a run, {_PARALLEL} at once, on the disk": lambda: _run(service, path, plan),
        },
        memos=len(texts),
        turns=turns,
    )
    _say(rates)


def _texts(count: int) -> list[str]:
    rows = [json.loads(line)["text"] for line in _MEMOS.read_text("utf-8").splitlines()]
    return [f"{rows[at % len(rows)]} ({at})" for at in range(count)]


def _bare_products(model: LocalModel, groups: Sequence[Sequence[str]]) -> None:
    """Multiply as many rows as there are memos with the matrices of the model."""
    import numpy as np

    space, weights = model.prior.space, model.weights
    chance = np.random.default_rng(1)
    most = max(map(len, groups))
    vectors = chance.standard_normal((most, weights.shape[1]), dtype=np.float32)
    votes = chance.standard_normal((most, weights.shape[0]), dtype=np.float32)
    for group in groups:
        rows, voted = vectors[: len(group)], votes[: len(group)]
        _ = rows @ weights.T + (voted @ space) @ space.T


def _ask_bare(server: ServerAddress, texts: Sequence[str]) -> None:
    """Ask the same questions with the standard library's client, and keep nothing."""
    address, own = urlsplit(server.base_url), threading.local()
    headers = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}

    def ask(text: str) -> str:
        if not hasattr(own, "line"):
            own.line = HTTPConnection(address.hostname or "", address.port, timeout=60)
        messages = [{"role": "system", "content": _PROMPT}, {"role": "user", "content": text}]
        body = json.dumps({"model": _BASE, "temperature": 0.0, "messages": messages}).encode()
        own.line.request("POST", f"{address.path}/chat/completions", body, headers)
        answer = json.loads(own.line.getresponse().read())
        return str(answer["choices"][0]["message"]["content"])

    with ThreadPoolExecutor(_PARALLEL) as pool:
        answers = list(pool.map(ask, texts))
    assert len(answers) == len(texts)  # noqa: S101 - the floor must have done the work.


def _run(service: PredictingService, path: Path, plan: RunPlan) -> None:
    with ProjectStore.open(path) as project:
        run = service.make(project, plan)
    counts = service.carry_out(path, run.id, parallel=_PARALLEL)
    assert counts.answered == counts.memos  # noqa: S101 - else nothing was measured.


def _rates(
    works: Mapping[str, Callable[[], object]],
    *,
    memos: int,
    turns: int,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """Return the best rate of each work in memos a second, the works taken in turn."""
    best = dict.fromkeys(works, 0.0)
    for _ in range(turns):
        for name, work in works.items():
            began = clock()
            work()
            best[name] = max(best[name], memos / (clock() - began))
    return best


def _say(rates: dict[str, float]) -> None:
    floor = next(iter(rates.values()))
    for name, rate in rates.items():
        share = f"{rate / floor:6.2f} of the first, which is {floor / rate:5.1f} times as quick"
        print(f"{name:<40} {rate:10,.0f} memos a second   {share}", flush=True)


def _bench(project: ProjectStore, plan: RunPlan, *, cache_folder: Path) -> Bench:
    return bench_for(
        project,
        plan,
        pack=load_pack(resources.emoji_pack_folder()),
        provider=None,
        theme_paths=program_theme_paths(),
        cache_folder=cache_folder,
    )


def _service(path: Path, server: ServerAddress | None) -> PredictingService:
    def open_local(_: str) -> Provider:
        preset = preset_of("local")
        base_url = server.base_url if server else ""
        profile = ProviderProfile(id="local", name="l", preset=preset, base_url=base_url)
        return open_provider(profile, key=ApiKey(server.token) if server else None)

    return PredictingService(
        load_pack(resources.emoji_pack_folder()),
        open_provider=open_local,
        cache_folder=path.parent / "cache",
    )


@contextmanager
def _served(folder: Path) -> Iterator[ServerAddress]:
    process = LocalServerProcess(state=folder / "state")
    try:
        yield process.start()
    finally:
        process.stop()
