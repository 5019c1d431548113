"""Compares every answer of the server on this machine with the published OpenAPI description.

python3 scripts/check_wire.py OPENAPI.yml

Needs Node.js: it has npx fetch Prism, which stands between a client and the server and reports each
request and answer that differs from the description. Not part of the tests, for it needs a network.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_CHECKOUT))

_PRISM = "@stoplight/prism-cli@5"
_NOTHING_TO_COMPARE = 2
_BASE = "local-text-classifier"
# What differs on purpose: a piece of what Prism says, and why.
_EXPLAINED = {
    "Unable to match the returned status code": "the description knows no refusals",
    "response.body.status: ": "the description's own example of a pause says “paused”",
    "embedding must be array": "base64 was asked for, which the description allows in the request",
    "does not match the one specified": "a file is sent as bytes, not as JSON",
}
_LABELS = ("cat", "castle", "umbrella", "bread")


def main(arguments: list[str]) -> int:
    """Print what differs; 0 if it is explained, 1 if not, 2 where there is nothing to compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("description", type=Path, help="the OpenAPI file")
    options = parser.parse_args(arguments)
    npx = shutil.which("npx")
    if npx is None or not options.description.is_file():
        print("Node.js is not there." if npx is None else f"No file {options.description}.")
        return _NOTHING_TO_COMPARE
    from emoji_labeler.services.serving import LocalServerProcess
    from scripts.node_server import node_server

    with tempfile.TemporaryDirectory() as folder:
        server = LocalServerProcess(state=Path(folder) / "state")
        address = server.start()
        try:

            def on_port(port: int) -> list[str]:
                proxy = ["proxy", "--port", str(port), str(options.description)]
                return [_PRISM, *proxy, address.base_url]

            with node_server(npx, on_port) as url:
                session = _Session(url, token=address.token)
                session.run()
        finally:
            server.stop()
    unexplained = session.differences - session.explained
    print(
        f"{session.calls} calls; kinds of differences: {len(session.differences)}, of them "
        f"without a reason: {len(unexplained)}."
    )
    return 1 if unexplained else 0


class _Session:
    """A client that asks for everything once; Prism adds to every answer what is wrong with it."""

    def __init__(self, url: str, *, token: str) -> None:
        import openai

        self.calls = 0
        self.differences: set[str] = set()
        self.explained: set[str] = set()
        self._client = openai.OpenAI(
            api_key=token,
            base_url=url,
            max_retries=0,
            http_client=openai.DefaultHttpxClient(
                trust_env=False, event_hooks={"response": [self._look_at]}
            ),
        )

    def run(self) -> None:
        """Ask for everything, in an order in which it exists."""
        files = self._client.files
        file = self._upload("\n".join(json.dumps(_row(at)) for at in range(400)))
        files.list(limit=2)
        files.retrieve(file)
        files.content(file)
        model = self._ask_for_jobs(file)
        self._ask_models(model)
        self._ask_for_refusals()
        files.delete(file)

    def _ask_for_jobs(self, file: str) -> str:
        """Run jobs to every end that there is; return the model that came of one."""
        jobs = self._client.fine_tuning.jobs
        order: dict[str, Any] = {"model": _BASE, "training_file": file, "validation_file": file}
        done = jobs.create(**order, suffix="check", seed=1, metadata={"key": "one"})
        self._wait_for(done.id)
        jobs.list(limit=1)
        jobs.list_events(done.id, limit=5)
        kept = jobs.checkpoints.list(done.id)
        self._client.models.delete(kept.data[-1].fine_tuned_model_checkpoint)
        failing = jobs.create(model=_BASE, training_file=self._upload("{}"))
        self._wait_for(failing.id)
        supervised = {"hyperparameters": {"n_epochs": 50}}
        order["method"] = {"type": "supervised", "supervised": supervised}
        long = jobs.create(**order)
        while jobs.retrieve(long.id).status != "running":
            time.sleep(0.02)
        jobs.pause(long.id)
        jobs.resume(long.id)
        jobs.cancel(long.id)
        return str(jobs.retrieve(done.id).fine_tuned_model)

    def _ask_models(self, trained: str) -> None:
        client = self._client
        client.models.list()
        enum = {"type": "object", "properties": {"label": {"enum": list(_LABELS)}}}
        schema = {"type": "json_schema", "json_schema": {"name": "choose", "schema": enum}}
        ways: tuple[dict[str, Any], ...] = (
            {},
            {"logprobs": True, "top_logprobs": 3},
            {"tools": [{"type": "function", "function": {"name": "f", "parameters": enum}}]},
            {"response_format": schema},
        )
        for model in (_BASE, trained):
            client.models.retrieve(model)
            for way in ways:
                messages: Any = [{"role": "user", "content": "a cat"}]
                client.chat.completions.create(model=model, messages=messages, **way)
            client.embeddings.create(model=model, input=["cat", "dog"], encoding_format="float")
            client.embeddings.create(model=model, input="cat", encoding_format="base64")

    def _ask_for_refusals(self) -> None:
        import openai

        client = self._client
        for asked in (
            lambda: client.models.retrieve("none"),
            lambda: client.files.retrieve("none"),
            lambda: client.fine_tuning.jobs.retrieve("none"),
            lambda: client.fine_tuning.jobs.create(model=_BASE, training_file="none"),
            lambda: client.with_options(api_key="wrong").models.list(),
        ):
            try:
                asked()
            except openai.APIStatusError as refused:
                print(f"refused as it should be: {refused.status_code} {refused.code or ''}")

    def _upload(self, content: str) -> str:
        sent = ("check.jsonl", content.encode())
        return self._client.files.create(file=sent, purpose="fine-tune").id

    def _wait_for(self, job_id: str) -> None:
        jobs = self._client.fine_tuning.jobs
        while jobs.retrieve(job_id).status not in ("succeeded", "failed"):
            time.sleep(0.05)

    def _look_at(self, answer: Any) -> None:  # noqa: ANN401 - The SDK's own kind of response.
        self.calls += 1
        for fault in json.loads(answer.headers.get("sl-violations", "[]")):
            place = ".".join(map(str, fault.get("location", ())))
            request = answer.request
            address = f"{request.method} {request.url.path}"
            said = f"{place}: {fault.get('message')}"
            kind = f"{request.method} {answer.status_code} {said}"
            reason = next((why for piece, why in _EXPLAINED.items() if piece in said), "")
            if kind not in self.differences:
                print(f"{address} {answer.status_code} {said}", f"({reason})" if reason else "")
            self.differences.add(kind)
            if reason:
                self.explained.add(kind)


def _row(at: int) -> dict[str, Any]:
    said = {"role": "user", "content": f"memo {at}"}
    return {"messages": [said, {"role": "assistant", "content": _LABELS[at % 4]}]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
