"""What the wire says when something is refused; the bodies have OpenAI's shape."""


class WireError(Exception):
    """A refusal: its status code, and a body of message, type, param and code.

    ``param`` names the part of the request that is at fault, ``code`` the fault for a program.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        param: str | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body = {
            "error": {"message": message, "type": kind, "param": param, "code": code},
        }


def not_found(what: str, *, param: str, code: str | None = None) -> WireError:
    """Say that there is no such thing; ``what`` names it, such as “file file-1”."""
    return WireError(f"There is no {what}.", status=404, param=param, code=code)


def in_conflict(message: str, *, param: str | None = None) -> WireError:
    """Say that the state of things does not allow it now."""
    return WireError(message, status=409, param=param, code="conflict")


class TrainingFileError(Exception):
    """A training or validation file cannot be trained on; the message names the lines."""

    def __init__(self, message: str, *, code: str = "invalid_training_file") -> None:
        super().__init__(message)
        self.code = code
