"""Whether the environment in `.venv` is still what the checkout asks for.

A stamp is a plain text of everything the set-up depended on. It is compared, not hashed, and
only `os` is imported: this is the one piece of set-up that runs at every start.
"""

import os

# Raised when the set-up itself does something new, so that older environments are set up again.
REVISION = 1


def environment_folder(checkout: str) -> str:
    """Return the folder of the checkout's own environment."""
    return os.path.join(checkout, ".venv")  # noqa: PTH118 - pathlib costs 5 ms at every start


def environment_python(checkout: str) -> str:
    """Return the environment's Python, whether or not it is there yet."""
    parts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(environment_folder(checkout), *parts)  # noqa: PTH118 - as above


def is_current(checkout: str, *, group: str) -> bool:
    """Tell whether `group` ("run" or "dev") was set up from what the checkout holds now."""
    found = _text(_stamp_path(checkout, group))
    return bool(found) and found == expected(checkout)


def expected(checkout: str) -> str:
    """Return the stamp of a set-up made now.

    The machine belongs to it because a checkout can be carried to another one together with
    its environment, and the interpreter because a system upgrade replaces it under our feet.
    """
    interpreter = os.path.realpath(environment_python(checkout))
    requirements = _text(os.path.join(checkout, "pyproject.toml")).partition("\n[tool.")[0]  # noqa: PTH118 - as above
    return "\n".join(
        (
            f"revision {REVISION}",
            f"checkout {checkout}",
            f"interpreter {interpreter} {os.path.exists(interpreter)}",  # noqa: PTH110 - as above
            f"machine {_text('/etc/machine-id').strip()}",
            requirements,
            _text(os.path.join(checkout, "constraints.txt")),  # noqa: PTH118 - as above
        )
    )


def write(checkout: str, *, group: str) -> None:
    """Record that `group` is set up."""
    with open(_stamp_path(checkout, group), "w", encoding="utf-8") as file:  # noqa: PTH123 - as above
        file.write(expected(checkout))


def _stamp_path(checkout: str, group: str) -> str:
    return os.path.join(environment_folder(checkout), f"set-up-{group}.stamp")  # noqa: PTH118 - as above


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as above
            return file.read()
    except OSError:
        return ""
