"""The settings as gongyak uses them: frozen, typed, complete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel, ConfigDict, PrivateAttr, SecretStr, ValidationError

from config.errors import Fault, SettingsError
from config.layers import Given, Origin, read_layers
from config.values import (
    DatabaseUrl,
    Days,
    DotsPerInch,
    Expected,
    Folder,
    KindsOfEvents,
    Letters,
    Line,
    LogForm,
    MailAddress,
    Millimetres,
    Minutes,
    Name,
    OptionalFile,
    OptionalMailAddress,
    OptionalText,
    Port,
    PortOrNone,
    Positive,
    Secret,
    SecureCookies,
    Security,
    Shift,
    Text,
    WebAddress,
    Whole,
    YesOrNo,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.fields import FieldInfo


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
    session_minutes: Minutes
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
    sender_name: Name
    reply_to: OptionalMailAddress
    folder: Folder
    timeout_s: Positive
    per_minute: Whole
    max_size_mb: Positive
    attempts: Positive
    resend_unknown: Letters
    suppress_after: Positive


class Reminders(_Section):
    """On which days people hear of a planned event, and from when on others hear of it too, in days."""

    leads: Days
    kinds: KindsOfEvents
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
    """Every setting; ``defaults.toml`` says what each means.  Each knows where it was written."""

    _origins: dict[str, Origin] = PrivateAttr(default_factory=dict)

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

    def origin_of(self, name: str) -> Origin:
        """Return where the setting *name* (``photo.dpi``) was written."""
        return self._origins[name]

    def traced(self, origins: Mapping[str, Origin]) -> Settings:
        """Return the same settings, of which those named were written at these *origins*."""
        traced = self.model_copy()
        traced._origins = {**self._origins, **origins}  # noqa: SLF001 - a copy that nobody else has yet
        return traced


def load_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """Return the settings that *environment* and the ``gongyak.toml`` in *folder* make of the defaults.

    Raises SettingsError, which names every mistake with its place.
    """
    settings = check_layers(read_layers(environment, folder))
    if settings.oidc.issuer and (faults := tuple(_lacking(settings))):
        raise SettingsError(*faults)
    return settings


def check_layers(layers: Mapping[str, Given]) -> Settings:
    """Return what the values in *layers* stand for; raise SettingsError, which names those that cannot."""
    try:
        settings = Settings.model_validate(_tree(layers, str(layers["paths.var"].value)))
    except ValidationError as error:
        wrong = {".".join(map(str, detail["loc"][:2])) for detail in error.errors()}
        # Without the cause: pydantic's text repeats the value, and that may be a secret.
        raise SettingsError(*(_fault(name, layers[name]) for name in layers if name in wrong)) from None
    return settings.traced({name: given.origin for name, given in layers.items()})


def _lacking(settings: Settings) -> Iterator[Fault]:
    """Yield what the single sign-on cannot do without, told where its issuer is named."""
    origin = settings.origin_of("oidc.issuer").place
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


def is_secret(name: str) -> bool:
    """Tell whether the setting *name* is never shown."""
    return _field(name).annotation in {SecretStr, SecretStr | None}


def expected_of(name: str) -> Expected:
    """Return what the setting *name* must be."""
    return next(about for about in _field(name).metadata if isinstance(about, Expected))


def _fault(name: str, given: Given) -> Fault:
    expected = expected_of(name)
    shown = "***" if is_secret(name) else repr(given.value)
    return Fault(
        given.origin.place,
        f"쓸 수 없는 값 {shown} → 필요한 값: {expected.ko}",
        f"cannot use {shown} → needed: {expected.en}",
    )
