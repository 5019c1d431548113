"""Which addresses may be spoken to, and when two of them are the same server."""

from urllib.parse import SplitResult, urlsplit

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.wording import tr

_PORTS = {"http": 80, "https": 443}


def origin_of(base_url: str) -> str:
    """Return scheme, host and port, such as ``https://api.openai.com:443``."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or _PORTS.get(parts.scheme, 0)}"


def is_loopback(base_url: str) -> bool:
    """Whether the address is this machine itself."""
    from ipaddress import ip_address

    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def checked_base_url(base_url: str, *, allows_plain_http: bool = False) -> str:
    """Return the address without trailing slashes.

    Raises WrongUseError for one that is no address, that holds a password or a query, or that would
    carry a key and memos over a network in the clear.
    """
    text = base_url.strip().rstrip("/")
    why = _fault(text)
    if why:
        raise WrongUseError(
            tr("The provider was not asked."),
            why=why,
            remedy=tr("Give an address such as https://example.com/v1."),
        )
    if urlsplit(text).scheme == "http" and not is_loopback(text) and not allows_plain_http:
        raise WrongUseError(
            tr("The provider was not asked."),
            why=tr("Over http:// everybody on the way could read the key and the memos."),
            remedy=tr("Use https://, or allow this address by name if you trust the network."),
        )
    return text


def _fault(text: str) -> str:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return tr("The address cannot be read.")
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        return tr("The address names no server that speaks http.")
    if not text.isascii() or any(character.isspace() for character in text):
        return tr("The address holds a blank or a letter that addresses cannot have.")
    return _fault_in_parts(parts)


def _fault_in_parts(parts: SplitResult) -> str:
    if parts.username is not None or parts.password is not None:
        return tr("The address holds a name or password, which would be written to files.")
    if parts.query or parts.fragment:
        return tr("The address holds a question mark or a fragment.")
    if "{" in parts.netloc:
        return tr("The address still holds a placeholder.")
    return ""
