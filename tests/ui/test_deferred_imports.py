"""A module that waits is whole for whoever looks into it, and nobody notices that it waited."""

import importlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from emoji_labeler.ui.deferred_imports import defer
from emoji_labeler.ui.plain_imports import UNUSED
from tests.ui.conftest import only_unpacked

TEXT = """
import sys
executed = sys.modules.setdefault("waiting_log", type(sys)("waiting_log"))
executed.times = getattr(executed, "times", 0) + 1
answer = 42
itself = sys.modules[__name__].answer
"""


@pytest.fixture
def waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    (tmp_path / "waiting.py").write_text(TEXT, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    finders = list(sys.meta_path)
    defer({"waiting"})
    yield importlib.import_module("waiting")
    sys.meta_path[:] = finders
    for name in ("waiting", "waiting_log"):
        sys.modules.pop(name, None)


def times_executed() -> int:
    log = sys.modules.get("waiting_log")
    return log.times if log else 0


def test_a_module_is_not_executed_when_it_is_imported(waiting: ModuleType) -> None:
    assert waiting is sys.modules["waiting"]
    assert times_executed() == 0


def test_what_every_module_has_is_read_without_executing_it(waiting: ModuleType) -> None:
    assert waiting.__name__ == "waiting"
    assert waiting.__spec__ is not None
    assert not hasattr(waiting, "__path__")
    assert not hasattr(waiting, "__warningregistry__")
    assert times_executed() == 0


def test_the_first_look_executes_it_and_the_second_does_not(waiting: ModuleType) -> None:
    assert (waiting.answer, waiting.itself) == (42, 42)
    assert times_executed() == 1


@pytest.mark.usefixtures("waiting")
def test_importing_a_name_from_it_executes_it() -> None:
    answer = importlib.import_module("waiting").answer

    assert answer == 42
    assert times_executed() == 1


def test_afterwards_it_is_a_module_like_any_other(waiting: ModuleType) -> None:
    assert waiting.answer == 42
    assert type(waiting) is ModuleType
    assert waiting.__spec__ is not None
    assert waiting.__spec__.loader is waiting.__loader__
    assert "Deferring" not in type(waiting.__loader__).__name__


def test_a_name_that_it_does_not_have_is_missing_as_ever(waiting: ModuleType) -> None:
    with pytest.raises(AttributeError, match="module 'waiting' has no attribute 'question'"):
        _ = waiting.question


def test_many_threads_that_look_at_once_find_it_whole(waiting: ModuleType) -> None:
    found: list[object] = []
    start = threading.Barrier(8)

    def look() -> None:
        start.wait()
        found.append(waiting.itself)

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [42] * 8
    assert times_executed() == 1


def test_one_that_cannot_be_executed_says_so_at_every_look(
    tmp_path: Path, waiting: ModuleType
) -> None:
    (tmp_path / "waiting.py").write_text("raise RuntimeError('no answer today')", "utf-8")

    for _ in range(2):
        with pytest.raises(RuntimeError, match="no answer today"):
            _ = waiting.answer


def run(program: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


IMPORT = """
from emoji_labeler.ui.plain_imports import defer_unused, import_qt
defer_unused()
import_qt()
import sys
"""


@only_unpacked
def test_what_pyside_imports_and_nobody_uses_waits() -> None:
    waiting = run(
        IMPORT + "import PySide6.QtWidgets\n"
        "print(*(n for n in sys.modules if type(sys.modules[n]).__name__ == '_DeferredModule'))"
    ).split()

    assert "shibokensupport.signature.parser" in waiting
    assert set(waiting) <= {*UNUSED, *(f"PySide6.support.{n}" for n in UNUSED)} | {
        name.replace("shibokensupport", "PySide6.support") for name in UNUSED
    }


def test_pyside_still_explains_a_wrong_call() -> None:
    explained = run(
        IMPORT + "from PySide6.QtCore import QPoint\n"
        "try: QPoint('here')\n"
        "except TypeError as error: print(error)"
    )

    assert "PySide6.QtCore.QPoint.__init__" in explained
    assert "Supported signatures" in explained


def test_the_text_of_a_module_can_be_read_afterwards() -> None:
    assert "def dumps(" in run(
        IMPORT + "import inspect, json; print(inspect.getsource(json.dumps))"
    )


def test_the_text_can_be_read_where_the_reading_module_woke_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "waker.py").write_text("import inspect; inspect.currentframe()", "utf-8")

    assert "def dumps(" in run(
        "import sys\n"
        f"sys.path.insert(0, {str(tmp_path)!r})\n"
        "from emoji_labeler.ui import plain_imports\n"
        "plain_imports.defer_unused()\n"
        "plain_imports._import_unread('waker')\n"
        "import inspect, json; print(inspect.getsource(json.dumps))"
    )
