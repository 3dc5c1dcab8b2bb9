"""What the files may hold: one class an entry, its fields in the order in which they are written.

The description of a field is what the documentation, the JSON schema and the written files say of it.
"""

from __future__ import annotations

import re
from typing import Annotated, Final, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from gongyak.events import EventState
from gongyak.exchange.scalars import (
    Amount,
    BlockName,
    CategoryName,
    Date,
    Day,
    Email,
    EventStateName,
    FateName,
    FileName,
    Flag,
    Half,
    Id,
    Instant,
    Lead,
    Name,
    Number,
    RoleName,
    SideName,
    StatusName,
    Text,
)
from gongyak.lines import Side

_K = TypeVar("_K")
_V = TypeVar("_V")

# A bracket at the head of a detail that begins like a date, with a weekday's bracket inside it or not.
_DATED: Final = re.compile(
    r"\((['’‘]?\d{1,4}[.년\-][^()]*(?:\([월화수목금토일]\)[^()]*)*)\)[ ]?(.*)", re.DOTALL
)


def _let_blank(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    return None if value is None else handler(value)


def _without_blanks(table: dict[_K, _V]) -> dict[_K, _V]:
    return {key: value for key, value in table.items() if value is not None}


# Names with a value each; one that is left empty is checked too: ``{2022H2: 1,000}`` holds the name ``000``.
Table = Annotated[dict[_K, Annotated[_V, WrapValidator(_let_blank)]], AfterValidator(_without_blanks)]


class Entry(BaseModel):
    """A table of named values; one that is left empty is the same as one that is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_blanks(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {k: entry for k, entry in value.items() if entry is not None or k not in cls.model_fields}


class OutcomeEntry(Entry):
    """What became of a plan."""

    reported: Half = Field(description="이 결과를 처음 알리는 보고서의 반기")
    fate: FateName = Field(description="결과: done(이행), postponed(연기), dropped(취소)")
    when: Date | None = Field(None, description="이행한 날, 또는 연기된 새 시기")
    text: Text | None = Field(None, description="실적으로 쓸 문장(없으면 계획의 문장에서 '예정'을 뺀 것)")
    reason: Text | None = Field(None, description="연기·취소 사유")


class LineEntry(Entry):
    """What topics and details have in common."""

    id: Id | None = Field(None, description="고유 id(비워 두면 만들어짐)")
    when: Date | None = Field(None, description="날짜(사람이 쓰는 대로 또는 EDTF)")
    text: Text = Field("", description="내용")


class DetailEntry(LineEntry):
    """A detail (-); written short, it is its text, with the date in brackets before it."""

    entered: Half | None = Field(None, description="처음 알리는 보고서의 반기(없으면 주제의 것)")
    plan: Flag | None = Field(None, description="계획이면 true(없으면 주제의 것)")
    side: SideName = Field(Side.BEFORE, description="날짜를 내용 앞(before) 또는 뒤(after)에 인쇄")
    outcomes: tuple[OutcomeEntry, ...] = Field((), description="계획의 결과(반기마다 하나)")

    @model_validator(mode="before")
    @classmethod
    def _read_short_form(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        dated = _DATED.fullmatch(value)
        return {"when": dated[1], "text": dated[2]} if dated else {"text": value}


class TopicEntry(LineEntry):
    """A topic (❍) with its details."""

    entered: Half = Field(description="처음 알리는 보고서의 반기")
    plan: Flag = Field(default=False, description="계획이면 true")
    side: SideName = Field(Side.AFTER, description="날짜를 내용 앞(before) 또는 뒤(after)에 인쇄")
    outcomes: tuple[OutcomeEntry, ...] = Field((), description="계획의 결과(반기마다 하나)")
    details: tuple[DetailEntry, ...] = Field((), description="세부 내용(-), 순서대로")


# Its columns keep their blanks until the names are checked: ``{2022: 150,000}`` holds the column ``000``.
Figures: TypeAlias = Table[Name, dict[Name, Amount | None]]


class StatementEntry(Entry):
    """The figures of one half-year: rows by source, columns by year, 계 for stated totals."""

    planned: Figures = Field({}, description="투자계획(사업비)")
    secured: Figures = Field({}, description="확보액")
    executed: Figures = Field({}, description="집행액")


class ProjectEntry(Entry):
    """A unit project (단위사업)."""

    id: Id | None = Field(None, description="고유 id(비워 두면 만들어짐)")
    name: Name = Field(description="단위사업명")
    statements: Table[Half, StatementEntry] = Field({}, description="반기 말일 기준의 사업비(천원)")


class StatedEntry(Entry):
    """What was stated for a category in a report."""

    total: Number | None = Field(
        None, description="임기 시작부터의 누계로 적은 수(내역의 합과 달라도 그대로 인쇄)"
    )
    note: Text | None = Field(None, description="표 아래 주석을 적은 그대로(없으면 내역에서 만듦)")


class CategoryEntry(Entry):
    """The counts of one category (column of the form)."""

    counts: Table[Name, Table[Half, Number]] = Field({}, description="내역별·반기별 횟수")
    stated: Table[Half, StatedEntry] = Field({}, description="보고서에 적은 누계와 주석")


class RemarkEntry(Entry):
    """A problem or a measure."""

    id: Id | None = Field(None, description="고유 id(비워 두면 만들어짐)")
    text: Text = Field(description="내용")
    entered: Half = Field(description="처음 인쇄할 보고서의 반기")
    retired: Half | None = Field(None, description="더는 인쇄하지 않을 첫 보고서의 반기")


class PhotoEntry(Entry):
    """A photo."""

    id: Id | None = Field(None, description="고유 id(비워 두면 만들어짐)")
    file: FileName = Field(description="photos 폴더 안의 파일 이름(JPEG, PNG)")
    caption: Text = Field(description="사진 설명")
    entered: Half = Field(description="처음 인쇄할 보고서의 반기")
    retired: Half | None = Field(None, description="더는 인쇄하지 않을 첫 보고서의 반기")


class EventEntry(Entry):
    """A planned event (행사)."""

    id: Id | None = Field(None, description="고유 id(비워 두면 만들어짐)")
    name: Name = Field(description="행사명")
    when: Date = Field(description="일시(정확하지 않아도 됨: 2025년 상반기)")
    place: Name | None = Field(None, description="장소")
    responsible: Name | None = Field(None, description="책임자의 직원 id")
    line: Id | None = Field(None, description="이 행사가 속한 계획(줄)의 id")
    state: EventStateName = Field(
        EventState.PLANNED, description="상태: planned(예정), happened(개최), dropped(취소)"
    )
    kind: Name | None = Field(None, description="종류(개관, 착공 …): 알림 시점을 종류별로 정할 때")
    leads: tuple[Lead, ...] | None = Field(
        None, description="알림 시점(행사일을 0으로 한 날수): [-30, -7, 0, 3]. 없으면 종류의 것"
    )


class ChargeEntry(Entry):
    """An official's charge of a pledge."""

    official: Name = Field(description="직원 id(city.yaml)")
    since: Day = Field(description="맡은 날")
    until: Day | None = Field(None, description="마지막 날(계속이면 비움)")


class NotApplicableEntry(Entry):
    """A block of a half-year's report that has nothing."""

    half_year: Half = Field(description="반기")
    block: BlockName = Field(
        description="항목: results(실적), money(사업비), counts(시민참여), photos(사진), problems(문제점)"
    )
    reason: Text | None = Field(None, description="해당 없는 사유")


class PledgeFile(Entry):
    """One pledge: ``pledges/<관리번호>.yaml``."""

    number: FileName = Field(description="관리번호(파일 이름과 같아야 함)")
    name: Name = Field(description="공약명")
    term: Name = Field(description="임기(city.yaml의 terms)")
    field: Name = Field(description="분야(city.yaml의 fields)")
    department: Name = Field(description="주관부서(city.yaml의 departments)")
    team: Name | None = Field(None, description="팀명")
    goal: Text | None = Field(None, description="목표")
    officers: tuple[ChargeEntry, ...] = Field((), description="담당자와 맡은 기간")
    statuses: Table[Half, StatusName] = Field({}, description="반기별 이행상태")
    topics: tuple[TopicEntry, ...] = Field((), description="추진실적과 추진계획: 주제(❍)와 세부(-)")
    orders: Table[Half, tuple[Id, ...]] = Field(
        {}, description="어느 반기의 실적에서 주제의 순서가 다를 때, 그 반기의 주제 id 순서"
    )
    projects: tuple[ProjectEntry, ...] = Field((), description="단위사업별 사업비(천원)")
    overall: Table[Half, StatementEntry] = Field(
        {}, description="여러 단위사업을 합하여 적은 사업비 총계(천원)"
    )
    participation: Table[CategoryName, CategoryEntry] = Field(
        {},
        description="시민참여: meeting(회의), briefing(설명회·탐방), advice(자문), press(보도), other(기타)",
    )
    problems: tuple[RemarkEntry, ...] = Field((), description="문제점")
    measures: tuple[RemarkEntry, ...] = Field((), description="개선대책")
    photos: tuple[PhotoEntry, ...] = Field((), description="관련 사진, 순서대로")
    events: tuple[EventEntry, ...] = Field((), description="예정된 행사")
    not_applicable: tuple[NotApplicableEntry, ...] = Field(
        (), description="보고서의 어느 항목에 그 반기에는 해당 사항이 없음(해당 없음)"
    )


class TermEntry(Entry):
    """A term of office."""

    name: Name = Field(description="임기의 이름")
    first_day: Day = Field(description="첫날")
    last_day: Day = Field(description="마지막 날")
    column_labels: Table[Name, Name] = Field(
        {}, description="사업비 표의 열 제목을 달리 적을 때(열: 제목). 열은 기투자, 연도, 임기후"
    )


class DepartmentEntry(Entry):
    """A department with its teams."""

    name: Name = Field(description="부서명")
    teams: tuple[Name, ...] = Field((), description="팀명, 직제 순서대로")


class PostEntry(Entry):
    """A post somebody held."""

    role: RoleName = Field(description="직책: 담당자, 팀장, 과장, 총괄, 관리자, 열람")
    department: Name = Field(description="부서")
    team: Name | None = Field(None, description="팀(과장 등은 비움)")
    since: Day = Field(description="첫날")
    until: Day | None = Field(None, description="마지막 날(계속이면 비움)")


class AbsenceEntry(Entry):
    """A time in which an official is away."""

    since: Day = Field(description="첫날")
    until: Day | None = Field(None, description="마지막 날(정해지지 않았으면 비움)")
    deputy: Name | None = Field(None, description="그동안 편지를 대신 받을 직원 id(없으면 비움)")


class OfficialEntry(Entry):
    """An official."""

    id: Name = Field(description="직원 id(사번 등)")
    name: Name = Field(description="성명")
    email: Email | None = Field(None, description="전자우편")
    phone: Name | None = Field(None, description="연락처")
    posts: tuple[PostEntry, ...] = Field((), description="맡은 직위와 기간")
    absences: tuple[AbsenceEntry, ...] = Field((), description="자리를 비우는 기간과 대행자")


class DayEntry(Entry):
    """A day the city works or rests against the calendar."""

    day: Day = Field(description="날짜")
    works: Flag = Field(description="근무하면 true, 쉬면 false")
    source: Text = Field(description="근거")


class QuietEntry(Entry):
    """Days on which the city wants no letters."""

    first: Day = Field(description="첫날")
    last: Day = Field(description="마지막 날")
    reason: Name = Field(description="까닭")


class PreferredEntry(Entry):
    """A name that is to be written in this way (용어집)."""

    name: Name = Field(description="바른 이름")
    variants: tuple[Name, ...] = Field((), description="쓰지 않을 다른 표기")


class PairEntry(Entry):
    """Two names that look like one, of which both are right."""

    one: Name = Field(description="한 이름")
    other: Name = Field(description="다른 이름")


class MuteEntry(Entry):
    """A rule of the checks that was switched off."""

    rule: Name = Field(description="점검 규칙(docs/checks.md)")
    pledge: Name | None = Field(None, description="이 공약에서만(관리번호)")
    row: Text | None = Field(None, description="이 공약의 이 자료에서만: line:ab12")
    reason: Text = Field(description="끄는 까닭")
    who: Name = Field(description="정한 사람")
    at: Instant = Field(description="정한 일시")


class CityFile(Entry):
    """The city: ``city.yaml``."""

    name: Name = Field(description="지방자치단체 이름")
    sources: tuple[Name, ...] = Field(("국비", "도비", "시비", "기타"), description="재원, 서식의 순서대로")
    fields: tuple[Name, ...] = Field((), description="공약의 분야")
    terms: tuple[TermEntry, ...] = Field((), description="임기")
    departments: tuple[DepartmentEntry, ...] = Field((), description="부서와 팀")
    officials: tuple[OfficialEntry, ...] = Field((), description="직원과 맡은 직위")
    days: tuple[DayEntry, ...] = Field((), description="달력과 다르게 근무하거나 쉬는 날")
    events: tuple[EventEntry, ...] = Field((), description="어느 공약에도 속하지 않는 행사")
    quiet: tuple[QuietEntry, ...] = Field((), description="근무는 하지만 편지를 보내지 않는 기간")
    glossary: tuple[PreferredEntry, ...] = Field((), description="용어집: 점검에서 바른 이름으로 볼 표기")
    accepted: tuple[PairEntry, ...] = Field((), description="비슷하지만 둘 다 맞는 이름")
    mutes: tuple[MuteEntry, ...] = Field((), description="꺼 둔 점검 규칙(gongyak mute로 적음)")
