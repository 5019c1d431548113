"""What is known about a provider before it is asked anything."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from urllib.parse import urlsplit

from emoji_labeler.domain.record import record

LOCAL = "local"
"""The identifier of this machine as a provider, and of its preset."""


@record
class Capabilities:
    """What a provider offers, and the limits of its fine-tuning.

    The defaults are those of a server that speaks the whole OpenAI wire and of which nothing else
    is known. ``writes_text`` is false where a chat model answers with labels alone and cannot write
    a sentence. ``takes_method`` is false where hyperparameters are still expected beside the model
    instead of in ``method``; with ``needs_deployment`` a model that was trained there answers only
    once the person has deployed it in the provider's own console. Limits on enums hold for strict
    schemas: so many values in all, and so many characters in an enum of more than 250 values; 0
    stands for no limit. ``most_parallel`` is how many questions may be under way at once.
    """

    fine_tuning: bool = True
    events: bool = True
    checkpoints: bool = True
    cancel: bool = True
    pause: bool = False
    metadata: bool = True
    validation_file: bool = True
    dpo: bool = False
    takes_method: bool = True
    learning_rate_multiplier: bool = True
    seed: bool = True
    chat: bool = True
    writes_text: bool = True
    logprobs: bool = True
    strict_schema: bool = False
    embeddings: bool = True
    decisions: bool = False
    batches: bool = False
    needs_deployment: bool = False
    least_epochs: int = 1
    most_epochs: int = 50
    most_suffix_characters: int = 64
    least_rows: int = 10
    most_enum_values: int = 1000
    most_enum_characters: int = 15_000
    most_choices: int = 255
    most_questions: int = 400
    most_parallel: int = 8
    most_batch_requests: int = 50_000

    @property
    def can_write(self) -> bool:
        """Whether memos can be generated there."""
        return self.chat and self.writes_text


@record
class Price:
    """What a million tokens cost; None is unknown, which is not the same as free."""

    training: float | None = None
    input: float | None = None
    output: float | None = None


@record
class PriceTable:
    """The prices of one provider by base model, and how old they are.

    With ``is_free`` nothing costs anything. In a batch a token costs ``batch_share`` of its price.
    """

    is_free: bool = False
    batch_share: float = 1.0
    date: str = ""
    source: str = ""
    currency: str = "USD"
    by_model: Mapping[str, Price] = field(default_factory=dict)

    def price_of(self, model: str) -> Price:
        """Return the price of a model.

        A dated name such as ``m-2025-04-14``, and a model tuned from it, is priced as ``m``.
        """
        if self.is_free:
            return Price(training=0.0, input=0.0, output=0.0)
        model = model.removeprefix("ft:").partition(":")[0]
        fitting = [name for name in self.by_model if model == name or model.startswith(f"{name}-2")]
        return self.by_model[max(fitting, key=len)] if fitting else Price()


@record
class Preset:
    """The facts about a kind of provider, read from a data file.

    ``base_url`` may be empty or hold a ``{resource}`` that the person fills in. ``key_variable``
    names the environment variable that holds a key for this provider, and ``key_hosts`` the hosts
    it may be sent to; one that begins with a dot stands for everything below it.
    ``training_ends`` is a date, YYYY-MM-DD.
    """

    id: str
    name: str
    adapter: str
    base_url: str = ""
    needs_key: bool = True
    key_variable: str = ""
    key_hosts: tuple[str, ...] = ()
    training_ends: str = ""
    facts_date: str = ""
    facts_source: str = ""
    capabilities: Capabilities = Capabilities()
    prices: PriceTable = PriceTable()


@record
class ProviderProfile:
    """A provider as this person uses it: which kind, and at which address.

    ``allows_plain_http`` is the person's explicit word that this address may be spoken to without
    encryption though it is another machine.
    """

    id: str
    name: str
    preset: Preset
    base_url: str
    allows_plain_http: bool = False

    @property
    def capabilities(self) -> Capabilities:
        """What the provider offers."""
        return self.preset.capabilities

    @property
    def key_variable(self) -> str:
        """The environment variable whose key is sent there.

        That of its kind holds a key for the maker's own hosts alone; an address anywhere else has
        a variable that is named after the identifier of the profile.
        """
        if _host_matches(self.base_url, hosts=self.preset.key_hosts):
            return self.preset.key_variable
        return "EMOJI_LABELER_KEY_" + self.id.upper().replace("-", "_")

    @property
    def is_this_machine(self) -> bool:
        """Whether it is the machine that the program runs on."""
        return self.id == LOCAL


class KeyPlace(StrEnum):
    """Where the key of a provider is kept; ``session`` is forgotten when the program ends."""

    KEYRING = "keyring"
    ENVIRONMENT = "environment"
    SESSION = "session"
    NOWHERE = "nowhere"


@record
class Finding:
    """One thing that was tried on a connection; ``why`` says what was wrong, or is empty."""

    what: str
    works: bool
    why: str = ""


@record
class ConnectionReport:
    """What a test of the connection found; ``latency_ms`` is the time of the first answer."""

    models: tuple[str, ...]
    latency_ms: int
    findings: tuple[Finding, ...]

    @property
    def works(self) -> bool:
        """Whether anything at all works."""
        return any(finding.works for finding in self.findings)


def _host_matches(base_url: str, *, hosts: tuple[str, ...]) -> bool:
    """Whether the host is one of ``hosts``, or below one that begins with a dot."""
    host = urlsplit(base_url).hostname or ""
    return any(host == known or (known[:1] == "." and host.endswith(known)) for known in hosts)
