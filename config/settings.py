"""The settings as gongyak uses them: frozen, typed, complete."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, cast
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    SecretStr,
    ValidationError,
)

from config.errors import Fault, SettingsError
from config.layers import Given, read_layers
from config.rules import Spec, parse_spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.fields import FieldInfo


_MAILBOX: Final = r"^[^\s@<>,;\"]+@[^\s@<>,;\"]+$"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a setting must be, told to the person who wrote something else."""

    ko: str
    en: str


def _with_driver(url: SecretStr) -> SecretStr:
    """Name the driver where people write PostgreSQL's plain address; refuse every other database."""
    scheme, _, rest = url.get_secret_value().partition("://")
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"} and rest:
        return SecretStr(f"postgresql+psycopg://{rest}")
    if scheme == "sqlite" and rest.startswith("/") and rest != "/":
        return url
    raise ValueError


def _none_if_empty(value: object) -> object:
    return None if value == "" else value


def _split(value: object) -> object:
    """Read a list from one line, as the environment gives it: its entries between semicolons or commas."""
    if not isinstance(value, str):
        return value
    mark = ";" if ";" in value else ","
    return [part.strip() for part in value.split(mark) if part.strip()]


def _line(value: object) -> Spec | Literal["off"] | None:
    """Read a line of the timetable; None: as shipped."""
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - pydantic gathers ValueError only
    if value.strip() in {"", "off"}:
        return "off" if value.strip() else None
    return parse_spec(value)


DatabaseUrl = Annotated[
    SecretStr,
    AfterValidator(_with_driver),
    Expected("sqlite:///파일 또는 postgresql://…", "sqlite:///FILE or postgresql://…"),
]
Folder = Annotated[Path, BeforeValidator(_none_if_empty), Expected("폴더의 경로", "the path of a folder")]
OptionalFile = Annotated[
    Path | None, BeforeValidator(_none_if_empty), Expected("파일의 경로", "the path of a file")
]
Zone = Annotated[ZoneInfo, Expected("Asia/Seoul 같은 시간대 이름", "the name of a time zone, as Asia/Seoul")]
Millimetres = Annotated[
    float,
    Field(ge=10, le=297, allow_inf_nan=False),
    Expected("10에서 297까지의 수", "a number from 10 to 297"),
]
DotsPerInch = Annotated[
    int, Field(ge=72, le=600), Expected("72에서 600까지의 정수", "a whole number from 72 to 600")
]


Text = Annotated[str, Expected("글자", "text")]
OptionalText = Annotated[str | None, BeforeValidator(_none_if_empty), Expected("글자", "text")]
Secret = Annotated[SecretStr | None, BeforeValidator(_none_if_empty), Expected("글자", "text")]
WebAddress = Annotated[
    Annotated[str, Field(pattern=r"^https?://[^\s/]+(/[^\s]*)?$")] | None,
    BeforeValidator(_none_if_empty),
    Expected("http://… 또는 https://…", "http://… or https://…"),
]
MailAddress = Annotated[
    str, Field(pattern=_MAILBOX), Expected("전자우편 주소 하나: gongyak@example.kr", "one mail address")
]
OptionalMailAddress = Annotated[
    Annotated[str, Field(pattern=_MAILBOX)] | None,
    BeforeValidator(_none_if_empty),
    Expected("전자우편 주소 하나: gongyak@example.kr", "one mail address"),
]
PortOrNone = Annotated[
    int, Field(ge=0, le=65535), Expected("0에서 65535까지의 정수", "a number from 0 to 65535")
]
Port = Annotated[int, Field(ge=1, le=65535), Expected("1에서 65535까지의 정수", "a number from 1 to 65535")]
Whole = Annotated[int, Field(ge=0, le=100_000), Expected("0 이상의 정수", "a whole number from 0 on")]
Positive = Annotated[int, Field(ge=1, le=100_000), Expected("1 이상의 정수", "a whole number from 1 on")]
Words = Annotated[
    tuple[str, ...], BeforeValidator(_split), Expected('["…", "…"]의 목록', 'a list, as ["…", "…"]')
]
Days = Annotated[
    tuple[int, ...],
    BeforeValidator(_split),
    Expected("날수의 목록: [-7, -1, 0, 3]", "a list of days: [-7, -1, 0, 3]"),
]
Security = Annotated[
    Literal["starttls", "tls", "plain"],
    Expected("starttls, tls, plain 가운데 하나", "one of starttls, tls, plain"),
]
LogForm = Annotated[Literal["text", "json"], Expected("text, json 가운데 하나", "one of text, json")]
SecureCookies = Annotated[
    Literal["auto", "yes", "no"], Expected("auto, yes, no 가운데 하나", "one of auto, yes, no")
]
YesOrNo = Annotated[Literal["yes", "no"], Expected("yes, no 가운데 하나", "one of yes, no")]
Line = Annotated[
    Spec | Literal["off"] | None,
    PlainValidator(_line),
    Expected(
        "off 또는 'half-year-end +1d 09:00 after', 'working-day 08:30', 'mon 09:00 after', 'daily 02:00', "
        "'every minute', 'cron 30 8 * * mon-fri'(요일은 이름으로) 꼴('; catch-up once; late 10d'를 덧붙임)",
        "off, or as 'half-year-end +1d 09:00 after', 'working-day 08:30', 'mon 09:00 after', 'daily 02:00', "
        "'every minute', 'cron 30 8 * * mon-fri' (weekdays by name), and '; catch-up once; late 10d'",
    ),
]
Shift = Annotated[Literal["before", "after"], Expected("before, after 가운데 하나", "one of before, after")]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Database(_Section):
    """Where the facts and the drafts are kept; the address may hold a password and is never printed."""

    url: DatabaseUrl


class Paths(_Section):
    """Folders; relative ones count from the folder gongyak is started from."""

    var: Folder
    drafts: Folder


class Templates(_Section):
    """Forms of one's own in place of the shipped ones; None: the shipped one."""

    pledge: OptionalFile


class Photo(_Section):
    """The frame of a photo in the report in millimetres, and the finest resolution kept in it."""

    width_mm: Millimetres
    height_mm: Millimetres
    dpi: DotsPerInch


class Site(_Section):
    """Where people reach the pages, and what the links in letters are signed with; None: none, a made one."""

    address: WebAddress
    secret: Secret
    link_days: Positive


class Web(_Section):
    """Where the pages are served (port 0: nowhere), how long a session may idle, how its cookie travels.

    ``access_log_days``: for how long it is kept who came in.
    """

    host: Text
    port: PortOrNone
    session_minutes: Positive
    access_log_days: Positive
    secure_cookies: SecureCookies


class Oidc(_Section):
    """The single sign-on that people may log in by; without an issuer (None) there is none."""

    issuer: WebAddress
    client_id: OptionalText
    client_secret: Secret
    claim: Text
    label: Text
    ca_file: OptionalFile
    plain_http: YesOrNo


class Mail(_Section):
    """The mail server (None: the folder), the sender, and how patient gongyak is."""

    server: OptionalText
    port: Port
    security: Security
    ca_file: OptionalFile
    username: OptionalText
    password: Secret
    sender: MailAddress
    sender_name: Text
    reply_to: OptionalMailAddress
    folder: Folder
    timeout_s: Positive
    per_minute: Whole
    max_size_mb: Positive
    attempts: Positive
    resend_unknown: Words
    suppress_after: Positive


class Reminders(_Section):
    """On which days people hear of a planned event, and from when on others hear of it too, in days."""

    leads: Days
    kinds: Words
    again_every: Whole
    shift: Shift
    team_lead_after: Positive
    head_after: Positive


class Timetable(_Section):
    """When things are done, where that is not as shipped (None) or not done at all (``off``)."""

    prepare: Line
    entry_deadline: Line
    drafts: Line
    reminders: Line
    overdue: Line
    overview: Line
    backup: Line
    self_check: Line
    post: Line


class Watch(_Section):
    """Who notices that gongyak has stopped."""

    ping_url: WebAddress
    heartbeat: Folder
    administrator: OptionalMailAddress
    metrics_token: Secret


class Log(_Section):
    """How the log of a service is written."""

    form: LogForm


class Backup(_Section):
    """Where backups go, and how many are kept."""

    folder: Folder
    keep: Positive


class Settings(_Section):
    """Every setting; ``defaults.toml`` says what each means."""

    zone: Zone
    database: Database
    paths: Paths
    templates: Templates
    photo: Photo
    site: Site
    web: Web
    oidc: Oidc
    mail: Mail
    reminders: Reminders
    timetable: Timetable
    watch: Watch
    log: Log
    backup: Backup


def load_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """Return the settings that *environment* and the ``gongyak.toml`` in *folder* make of the defaults.

    Raises SettingsError, which names every mistake with its place.
    """
    layers = read_layers(environment, folder)
    var = str(layers["paths.var"].value)
    try:
        settings = Settings.model_validate(_tree(layers, var))
    except ValidationError as error:
        wrong = {".".join(map(str, detail["loc"])) for detail in error.errors()}
        # Without the cause: pydantic's text repeats the value, and that may be a secret.
        raise SettingsError(*(_fault(name, layers[name]) for name in layers if name in wrong)) from None
    if settings.oidc.issuer and (faults := tuple(_lacking(settings, layers["oidc.issuer"].origin))):
        raise SettingsError(*faults)
    return settings


def _lacking(settings: Settings, origin: str) -> Iterator[Fault]:
    """Yield what the single sign-on cannot do without, told where its issuer is named."""
    if not settings.oidc.client_id:
        yield Fault(origin, "oidc.client_id도 적어 주십시오.", "oidc.client_id is needed, too")
    if not settings.site.address:
        yield Fault(origin, "site.address도 적어 주십시오.", "site.address is needed, too")
    if not (settings.oidc.issuer or "").startswith("https://") and settings.oidc.plain_http == "no":
        ko = "https:// 주소를 적거나, 암호화하지 않아도 된다면 oidc.plain_http를 yes로 하여 주십시오."
        yield Fault(origin, ko, "give an https:// address, or say oidc.plain_http = yes")


def _tree(layers: Mapping[str, Given], var: str) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, given in layers.items():
        section, _, key = name.rpartition(".")
        value = given.value.replace("{var}", var) if isinstance(given.value, str) else given.value
        (tree.setdefault(section, {}) if section else tree)[key] = value
    return tree


def _field(name: str) -> FieldInfo:
    section, _, key = name.rpartition(".")
    model = Settings.model_fields[section].annotation if section else Settings
    return cast("type[BaseModel]", model).model_fields[key]


def _fault(name: str, given: Given) -> Fault:
    field = _field(name)
    expected = next(about for about in field.metadata if isinstance(about, Expected))
    shown = "***" if field.annotation in {SecretStr, SecretStr | None} else repr(given.value)
    return Fault(
        given.origin,
        f"쓸 수 없는 값 {shown} → 필요한 값: {expected.ko}",
        f"cannot use {shown} → needed: {expected.en}",
    )
