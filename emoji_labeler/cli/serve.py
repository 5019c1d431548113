"""The command that serves and trains models on this machine."""

import os
import secrets
from pathlib import Path

import click

from emoji_labeler.cli.options import pack_option
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.serving import serve_settings

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.option("--state", type=_FOLDER, help="The folder for jobs, files and models.")
@pack_option
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take the token from this file, made with a new token if it is not there.",
)
@click.option("--allow-network", is_flag=True, help="Listen where other machines can connect.")
def serve(
    *,
    host: str,
    port: int,
    state: Path | None,
    pack: EmojiPack,
    token_file: Path | None,
    allow_network: bool,
) -> None:
    """Serve this machine's text classifier over the OpenAI wire, until Ctrl+C.

    Any OpenAI client can use it: fine-tuning jobs, chat completions and embeddings. A job that
    trains when the server is ended goes on when it is started again.
    """
    from emoji_labeler.local_server.process import RunningServer, log_to_standard_error

    log_to_standard_error()
    server = RunningServer(
        serve_settings(
            state=state,
            pack_folder=pack.folder,
            host=host,
            port=port,
            token=_token(token_file) if token_file else "",
            allow_network=allow_network,
        )
    )

    def tell_ready() -> None:
        click.echo(f"base_url: {server.base_url}")
        click.echo(f"token:    {server.token}")

    server.run(when_ready=tell_ready)
    click.echo("Ended.")


def _token(path: Path) -> str:
    """Return the token in a file, or put a new one there that only its owner may read."""
    try:
        token = path.read_text("utf-8").strip()
    except FileNotFoundError:
        token = secrets.token_urlsafe(32)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib cannot set the mode before it opens.
            file.write(token + "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise _refused_token(f"The file {path} cannot be read ({error}).") from error
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise _refused_token(f"The file {path} holds no token of plain characters.")
    return token


def _refused_token(why: str) -> WrongUseError:
    return WrongUseError(
        "The server was not started.", why=why, remedy="Name another file, or none."
    )
