"""A model server whose chat model thinks of themes and writes memos, or answers what it is told."""

import json
import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.fakes.model_server import Json, ModelServer
from tests.fakes.serving import Asked, serving

_WORDS = {
    "en": "rain kettle neighbour ticket soup bicycle window letter garden phone stairs lemon bus"
    " cousin blanket market shoe river doctor piano ladder cloud cheese engine pocket mirror",
    "ja": "傘 やかん 隣の人 切符 味噌汁 自転車 窓 手紙 庭 電話 階段 レモン バス いとこ 毛布 市場 靴"
    " 川 医者 ピアノ はしご 雲 チーズ 洗濯機 財布 鏡",
}

_THEME = re.compile(r"^(?:Theme: |テーマ：)(.+)$", re.MULTILINE)


class WritingServer(ModelServer):
    """Writes by itself; ``scripted`` are contents, or whole messages, that come first."""

    def __init__(self, *, delay_s: float = 0.0) -> None:
        super().__init__()
        self.models = [
            {"id": name, "object": "model", "created": 1} for name in ("gpt-4o", "gpt-4o-mini")
        ]
        self.scripted: list[str | Json] = []
        self.finish_reasons: list[str] = []
        self.is_plain = False
        self.delay_s = delay_s
        self._lock = threading.Lock()

    @property
    def memo_chats(self) -> list[Asked]:
        """The questions for memos."""
        return [one for one in self.chats if _THEME.search(_prompt(one))]

    @property
    def chats(self) -> list[Asked]:
        """Every question."""
        return self.posts("/v1/chat/completions")

    def chat(self, asked: Asked) -> tuple[int, Any]:
        time.sleep(self.delay_s)
        status, body = super().chat(asked)
        if status != 200:
            return status, body
        with self._lock:
            said = self.scripted.pop(0) if self.scripted else self._write(_prompt(asked))
            reason = self.finish_reasons.pop(0) if self.finish_reasons else "stop"
        message = said if isinstance(said, dict) else {"role": "assistant", "content": said}
        choice = {"index": 0, "message": message, "finish_reason": reason}
        usage = {"prompt_tokens": 300, "completion_tokens": 100}
        return 200, {**body, "choices": [choice], "usage": usage}

    def _write(self, prompt: str) -> str:
        language = "ja" if "テーマ" in prompt else "en"
        theme = _THEME.search(prompt)
        if theme is None:
            return self._themes(prompt, language=language)
        length = re.search(r"(\d+)(?: characters|文字)", prompt)
        characters = int(length[1]) if length else 200
        memo = _memo(prompt, theme=theme[1], language=language, characters=characters)
        return memo if self.is_plain else json.dumps({"memo": memo}, ensure_ascii=False)

    def _themes(self, prompt: str, *, language: str) -> str:
        found = re.search(r"exactly (\d+)|ちょうど(\d+)個", prompt)
        count = int(next(filter(None, found.groups()))) if found else 3
        chance = random.Random(prompt)  # noqa: S311 - the same prompt gives the same themes.
        words = _WORDS[language].split()
        joint = "と" if language == "ja" else " and "
        themes: dict[str, None] = {}
        while len(themes) < count:
            themes[joint.join(chance.sample(words, 2))] = None
        if self.is_plain:
            return "\n".join(f"{place}. {theme}" for place, theme in enumerate(themes, start=1))
        return json.dumps({"themes": list(themes)}, ensure_ascii=False)


def _memo(prompt: str, *, theme: str, language: str, characters: int) -> str:
    """Return a memo on a theme, unlike those of other prompts."""
    chance = random.Random(prompt)  # noqa: S311 - the same prompt gives the same memo.
    words, parts = _WORDS[language].split(), [theme]
    while len("".join(parts)) < characters * 0.9:
        first, second, third = chance.sample(words, 3)
        parts.append(
            f"、{first}を見ていたら{second}のことを思い出して、{third}まで歩きました。"
            if language == "ja"
            else f", and the {first} near the {second} made me think of the {third}"
        )
    return "".join(parts)


def _prompt(asked: Asked) -> str:
    return "\n".join(message["content"] for message in asked.json["messages"][:1]) + "\n"


@contextmanager
def running_writing_server(*, delay_s: float = 0.0) -> Iterator[WritingServer]:
    """Serve on a free port of loopback until the block ends."""
    state = WritingServer(delay_s=delay_s)
    with serving(state):
        yield state
