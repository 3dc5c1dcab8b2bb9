from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyak.editing.line_fields import NothingTold
from gongyak.editing.lines import LinesSection
from gongyak.editing.merging import agreed, merge
from gongyak.editing.section import Mistaken, NoSuchId, Scene
from gongyak.editing.texts import TextTooLong, Unprintable
from gongyak.events import PlannedEvent
from gongyak.halfyear import HalfYear
from gongyak.lines import Fate, Line, Outcome, Side, Stand, Topic
from gongyak.notation import ImpossibleDate, NotADate
from gongyak.periods import GroupKind, lines_of, period_groups
from gongyak.pledges import Pledge, TopicOrder
from gongyak.printing import write_line
from gongyak.when import When
from tests.cast import CITY, H1_2024, H1_2025, H2_2024, TERM, plan, pledge, result, topic, when

NOW = Scene(CITY, H2_2024)
RESULTS, PLANS = LinesSection(Stand.RESULT), LinesSection(Stand.PLAN)


def saved(facts: Pledge, section: LinesSection = RESULTS, **changes: str) -> Pledge:
    """Return *facts* after saving the form with *changes*, ``__`` standing for the point in names."""
    typed = {name.replace("__", "."): value for name, value in changes.items()}
    return section.applied(facts, NOW, section.fields(facts, NOW) | typed)


def printed(facts: Pledge, kind: GroupKind, half_year: HalfYear = H2_2024) -> list[str]:
    groups = {group.kind: group.topics for group in period_groups(facts, TERM, half_year)}
    return [write_line(line) for line in lines_of(groups.get(kind, ()))]


def line(facts: Pledge, key: str) -> Line:
    return {each.id: each for each in lines_of(facts.topics)}[key]


def mistakes(facts: Pledge, section: LinesSection = RESULTS, **changes: str) -> dict[str, type]:
    with pytest.raises(Mistaken) as told:
        saved(facts, section, **changes)
    return {name: type(error) for name, error in told.value.mistakes.items()}


FORUM = topic(
    "forum",
    result("meeting", H1_2024, "2024-03-14"),
    result("opening", H2_2024, "2024-07-03"),
    result("closing", H2_2024),
    plan("review", H2_2024, "2025-40"),
)


def test_a_form_shows_what_was_entered_for_the_half_year_and_below_it_what_was_before() -> None:
    assert RESULTS.fields(pledge(FORUM), NOW) == {
        "order": "forum",
        "forum.order": "opening closing",
        "text.forum": "forum 추진",
        "text.opening": "opening 개최",
        "when.opening": "2024. 7. 3.",
        "side.opening": "before",
        "text.closing": "closing 개최",
        "when.closing": "",
        "side.closing": "before",
        "text.meeting": "meeting 개최",
        "when.meeting": "2024. 3. 14.",
        "side.meeting": "before",
    }


def test_the_plans_are_those_of_the_half_year_and_those_that_still_stand() -> None:
    later = Outcome(reported=H2_2024, fate=Fate.POSTPONED, when=when("2025-41"))
    done = Outcome(reported=H2_2024, fate=Fate.DONE, when=when("2024-08-01"))
    facts = pledge(
        topic(
            "hall",
            plan("old", H1_2024),
            plan("late", H1_2024, outcomes=(later,)),
            plan("done", H1_2024, outcomes=(done,)),
            plan("new", H2_2024),
        )
    )
    assert PLANS.fields(facts, NOW)["hall.order"] == "old late new"
    assert RESULTS.fields(facts, NOW)["hall.order"] == "done"
    assert "text.done" not in RESULTS.fields(facts, NOW)


def test_a_topic_and_its_details_are_added() -> None:
    facts = saved(
        pledge(FORUM),
        order="forum n1",
        n1__order="n2 n3",
        text__n1="조례  제정",
        text__n2="공포",
        when__n2="8.29.",
        text__n3="시행",
        side__n3="after",
        when__n3="2024. 12.",
    )
    assert printed(facts, GroupKind.CURRENT)[-3:] == ["조례 제정", "(2024. 8. 29.) 공포", "시행 (2024. 12.)"]
    assert (facts.topics[1].entered, facts.topics[1].details[0].stand) == (H2_2024, Stand.RESULT)
    assert RESULTS.fields(facts, NOW)["when.n2"] == "8.29."


def test_a_detail_is_added_to_a_topic_of_an_earlier_half_year() -> None:
    old = topic("old", result("then", H1_2024))
    facts = saved(pledge(old), order="old", old__order="n1", text__n1="점검", when__n1="2024. 8. 12.~23.")
    assert printed(facts, GroupKind.CURRENT) == ["old 추진", "(2024. 8. 12.~8. 23.) 점검"]
    assert printed(facts, GroupKind.PAST) == ["old 추진", "then 개최"]


def test_what_is_typed_as_a_plan_is_asked_about_in_the_next_half_year() -> None:
    facts = saved(
        pledge(FORUM), PLANS, forum__order="review n1", text__n1="백서 발간 예정", when__n1="2025년 상반기"
    )
    next_report = printed(facts, GroupKind.PLAN, H1_2025)
    assert next_report == ["forum 추진", "2025년 상반기 review 예정", "2025년 상반기 백서 발간 예정"]
    done = Outcome(reported=H1_2025, fate=Fate.DONE, when=when("2025-05-20"))
    forum = facts.topics[0]
    told = replace(forum, details=(*forum.details[:-1], replace(forum.details[-1], outcomes=(done,))))
    assert printed(pledge(told), GroupKind.CURRENT, H1_2025)[-1] == "(2025. 5. 20.) 백서 발간"


@pytest.mark.parametrize(
    ("section", "text", "edtf"),
    [
        (RESULTS, "8.29.", "2024-08-29"),
        (PLANS, "5. 20.", "2025-05-20"),
        (PLANS, "상반기", "2025-40"),
        (RESULTS, "2025년 상반기", "2025-40"),
        (RESULTS, "2024. 8. 12.~23.", "2024-08-12/2024-08-23"),
    ],
)
def test_a_date_without_a_year_means_the_time_that_the_part_tells_of(
    section: LinesSection, text: str, edtf: str
) -> None:
    facts = saved(pledge(FORUM), section, order="n1", text__n1="개소", when__n1=text)
    entered = line(facts, "n1").when
    assert entered
    assert (entered.edtf, entered.written) == (edtf, text)


def test_what_is_left_out_of_the_order_is_removed_if_it_came_with_this_half_year() -> None:
    facts = saved(pledge(FORUM), forum__order="closing")
    assert [each.id for each in facts.topics[0].details] == ["meeting", "closing", "review"]
    facts = saved(pledge(FORUM), order="", forum__order="")
    assert [each.id for each in facts.topics[0].details] == ["meeting", "review"]
    own = topic("own", result("a", H2_2024), entered=H2_2024)
    assert saved(pledge(own, FORUM), order="forum", own__order="a").topics == (FORUM,)


def test_what_earlier_reports_told_or_something_hangs_on_is_not_removed() -> None:
    done = Outcome(reported=H1_2025, fate=Fate.DONE)
    facts = pledge(
        topic("hall", plan("old", H1_2024), plan("told", H2_2024, outcomes=(done,)), plan("named", H2_2024)),
        events=(PlannedEvent(id="e", name="개소식", when=When.parse("2025-05-20"), line="named"),),
    )
    assert saved(facts, PLANS, order="", hall__order="") == facts


def test_a_topic_with_lines_of_others_stays_without_those_of_this_part() -> None:
    both = topic("both", result("a", H2_2024), plan("b", H2_2024), entered=H2_2024)
    facts = saved(pledge(both), order="", both__order="")
    assert [each.id for each in lines_of(facts.topics)] == ["both", "b"]


def test_what_earlier_reports_told_may_be_corrected() -> None:
    done = Outcome(reported=H1_2024, fate=Fate.DONE, when=when("2024-05-22"))
    facts = pledge(topic("study", plan("end", HalfYear(2023, 2), "2024-40", outcomes=(done,))), FORUM)
    assert RESULTS.fields(facts, NOW)["text.end"] == "end"
    corrected = saved(facts, text__end="최종보고회 개최", when__end="5. 23.", text__meeting="준비 회의")
    assert printed(corrected, GroupKind.PAST) == [
        "study 추진",
        "(2024. 5. 23.) 최종보고회 개최",
        "forum 추진",
        "(2024. 3. 14.) 준비 회의",
    ]
    assert line(corrected, "end").text == "end 예정"
    dated = saved(facts, when__end="2024. 5. 24.")
    assert line(dated, "end").outcomes[0].text is None


def test_details_move_between_topics_and_keep_all_they_have() -> None:
    hall = topic("hall", entered=H2_2024)
    facts = saved(pledge(FORUM, hall), order="forum hall", forum__order="closing", hall__order="opening")
    assert [each.id for each in facts.topics[0].details] == ["meeting", "closing", "review"]
    assert facts.topics[1].details == (FORUM.details[1],)


def test_new_results_stand_before_plans_whose_outcome_is_not_told() -> None:
    facts = pledge(topic("hall", result("then", H1_2024), plan("next", H1_2024)))
    facts = saved(facts, order="hall", hall__order="n1 n2", text__n1="가", text__n2="나")
    assert [each.id for each in facts.topics[0].details] == ["then", "n1", "n2", "next"]


def test_an_empty_new_line_is_none_and_an_emptied_one_is_a_mistake() -> None:
    facts = pledge(FORUM)
    assert saved(facts, order="forum n1", forum__order="opening n2 closing", n1__order="n3") == facts
    assert mistakes(facts, text__opening=" ", when__opening="") == {"text.opening": NothingTold}
    assert mistakes(facts, order="forum n1", n1__order="n2", text__n2="가") == {"text.n1": NothingTold}
    assert saved(facts, text__opening="").topics[0].details[1].text == ""


def test_every_mistaken_date_is_told_beside_its_field() -> None:
    assert mistakes(pledge(FORUM), when__opening="7월 어느 날", when__closing="2. 30.", text__closing="") == {
        "when.opening": NotADate,
        "when.closing": ImpossibleDate,
    }


@pytest.mark.parametrize(("text", "mistake"), [("가\0나", Unprintable), ("가" * 1001, TextTooLong)])
def test_what_no_document_holds_is_told_beside_its_field(text: str, mistake: type) -> None:
    typed = {"order": "forum n1", "n1__order": "n2", "text__n1": "나", "text__n2": text}
    assert mistakes(pledge(FORUM), RESULTS, **typed) == {"text.n2": mistake}
    assert mistakes(pledge(FORUM), text__opening=text) == {"text.opening": mistake}


@pytest.mark.parametrize(
    "changes",
    [
        {"order": "forum opening"},
        {"forum__order": "opening closing review"},
        {"forum__order": "meeting"},
        {"forum__order": "forum"},
        {"forum__order": "Bad!"},
        {"order": "forum n1", "n1__order": "n1"},
    ],
)
def test_the_id_of_another_line_is_refused(changes: dict[str, str]) -> None:
    assert set(mistakes(pledge(FORUM), RESULTS, **changes).values()) == {NoSuchId}


def test_a_topic_that_came_later_cannot_be_told_of_before() -> None:
    assert mistakes(pledge(FORUM, topic("later", entered=H1_2025)), order="forum later") == {
        "order": NoSuchId
    }


def test_what_was_not_touched_stays_as_it_was_stored() -> None:
    written = When.parse("2024-08", "8월  말")
    detail = replace(result("two", H2_2024, side=Side.AFTER), when=written)
    odd = replace(topic("odd", detail, entered=H2_2024), text="두  칸")
    facts = replace(pledge(FORUM, odd), orders=(TopicOrder(H2_2024, ("odd",)),))
    assert saved(facts) == facts


def test_new_topics_take_the_order_that_people_see_and_keep_it_in_later_reports() -> None:
    facts = pledge(FORUM, topic("a", entered=H2_2024), topic("b", entered=H2_2024))
    facts = saved(facts, order="forum b a")
    assert [each.id for each in facts.topics] == ["forum", "b", "a"]
    assert facts.orders == ()


def test_topics_of_earlier_reports_move_in_this_one_only() -> None:
    old = topic("old", result("x", H1_2024), result("y", H2_2024))
    facts = saved(pledge(FORUM, old), order="old forum")
    assert printed(facts, GroupKind.CURRENT)[0] == "old 추진"
    assert printed(facts, GroupKind.PAST)[0] == "forum 추진"
    assert facts.orders == (TopicOrder(H2_2024, ("old", "forum")),)
    assert saved(facts, order="forum old").orders == ()


def test_the_order_of_plans_leaves_that_of_the_results_alone() -> None:
    both = [
        topic(key, result(f"{key}1", H2_2024), plan(f"{key}2", H2_2024), entered=H2_2024) for key in "abc"
    ]
    facts = saved(pledge(*both), PLANS, order="c a b")
    assert printed(facts, GroupKind.PLAN)[::2] == ["c 추진", "a 추진", "b 추진"]
    assert printed(facts, GroupKind.CURRENT)[::2] == ["a 추진", "b 추진", "c 추진"]
    facts = saved(facts, order="b c a")
    assert printed(facts, GroupKind.PLAN)[::2] == ["c 추진", "a 추진", "b 추진"]
    assert printed(facts, GroupKind.CURRENT)[::2] == ["b 추진", "c 추진", "a 추진"]


def test_what_two_have_added_at_the_same_time_is_all_there() -> None:
    base = RESULTS.fields(pledge(FORUM), NOW)
    first = saved(pledge(FORUM), forum__order="opening closing n1", text__n1="가")
    mine = base | {"forum.order": "opening n2 closing", "text.n2": "나", "order": "forum n3", "text.n3": "다"}
    merged = merge(base, mine, RESULTS.fields(first, NOW))
    assert merged.conflicts == ()
    both = RESULTS.applied(first, NOW, merged.fields)
    assert printed(both, GroupKind.CURRENT)[1:] == [
        "(2024. 7. 3.) opening 개최",
        "나",
        "closing 개최",
        "가",
        "다",
    ]


def test_a_line_that_another_removed_comes_back_where_it_was_with_all_it_has() -> None:
    facts = pledge(FORUM)
    base = RESULTS.fields(facts, NOW)
    removed = saved(facts, forum__order="closing")
    theirs = RESULTS.fields(removed, NOW)
    mine = base | {"text.opening": "고친 개회"}
    conflicts = merge(base, mine, theirs).conflicts
    assert [each.field for each in conflicts] == ["text.opening"]
    again = merge(agreed(base, theirs, conflicts), mine, theirs)
    both = RESULTS.applied(removed, NOW, again.fields)
    assert printed(both, GroupKind.CURRENT) == ["forum 추진", "(2024. 7. 3.) 고친 개회", "closing 개최"]


EARLIER = st.sampled_from([H1_2024, H2_2024])
WHENS = st.sampled_from([None, "2024-03", "2024-08-29", "2024-40", "2025-05-20", "2023"]).map(when)
TEXTS = st.sampled_from(["회의 개최", "준공 예정", "<b>가</b>", "두  칸"])


@st.composite
def outcomes(draw: st.DrawFn, entered: HalfYear) -> tuple[Outcome, ...]:
    reports = [half for half in (H1_2024, H2_2024) if half > entered or draw(st.booleans())]
    fate = st.sampled_from(Fate)
    return tuple(
        Outcome(reported=half, fate=draw(fate), when=draw(WHENS)) for half in reports if draw(st.booleans())
    )


@st.composite
def facts_of(draw: st.DrawFn) -> Pledge:
    """Return a pledge with topics and details of two half-years, results and plans."""
    topics: list[Topic] = []
    for number in range(draw(st.integers(0, 4))):
        details = []
        for place in range(draw(st.integers(0, 3))):
            make, entered = draw(st.sampled_from([result, plan])), draw(EARLIER)
            more: dict[str, Any] = {"outcomes": draw(outcomes(entered))} if make is plan else {}
            made = make(f"t{number}d{place}", entered, **more)
            details.append(replace(made, text=draw(TEXTS), when=draw(WHENS)))
        stand, entered = draw(st.sampled_from(Stand)), draw(EARLIER)
        more = {"outcomes": draw(outcomes(entered))} if stand is Stand.PLAN else {}
        topics.append(topic(f"t{number}", *details, entered=entered, stand=stand, when=draw(WHENS), **more))
    ids = [each.id for each in topics]
    stated = draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    orders = (TopicOrder(H2_2024, tuple(stated)),) if stated else ()
    return replace(pledge(*topics), orders=orders)


@st.composite
def forms(draw: st.DrawFn, facts: Pledge, section: LinesSection) -> dict[str, str]:
    """Return the form with everything moved, and some lines more: each field as a person leaves it."""
    fields = section.fields(facts, NOW)
    topics = [*fields["order"].split(), *draw(st.sampled_from([[], ["n1"], ["n1", "n2"]]))]
    details = [each for topic in topics for each in fields.get(f"{topic}.order", "").split()]
    details = draw(st.permutations([*details, *draw(st.sampled_from([[], ["n3"], ["n3", "n4"]]))]))
    fields["order"] = " ".join(draw(st.permutations(topics)))
    fields |= {f"{topic}.order": "" for topic in topics}
    for each in details if topics else []:
        name = f"{draw(st.sampled_from(topics))}.order"
        fields[name] = f"{fields[name]} {each}".strip()
    for new in ("n1", "n2", "n3", "n4"):
        fields |= {f"text.{new}": new, f"when.{new}": draw(st.sampled_from(["", "8. 29.", "2025년 상반기"]))}
        fields[f"side.{new}"] = draw(st.sampled_from(Side))
    return fields


@given(st.data(), st.sampled_from([RESULTS, PLANS]))
def test_a_form_shows_again_what_it_has_saved_and_nobodys_line_is_lost(
    data: st.DataObject, section: LinesSection
) -> None:
    facts = data.draw(facts_of())
    assert section.applied(facts, NOW, section.fields(facts, NOW)) == facts
    fields = data.draw(forms(facts, section))
    edited = section.applied(facts, NOW, fields)
    shown = section.fields(edited, NOW)
    assert shown["order"].split() == [
        each for each in fields["order"].split() if each in shown["order"].split()
    ]
    for name, value in shown.items():
        if name != "order" and not name.endswith(".order"):
            assert fields.get(name, value) == value
    before = {each.id: each for each in lines_of(facts.topics)}
    after = {each.id: each for each in lines_of(edited.topics)}
    for id_, each in before.items():
        assert replace_details(after[id_]) == replace_details(each)
    assert section.applied(edited, NOW, shown) == edited


def replace_details(each: Line) -> Line:
    return replace(each, details=()) if isinstance(each, Topic) else each


@given(st.data(), st.sampled_from([RESULTS, PLANS]))
def test_the_other_part_prints_what_it_printed_and_earlier_reports_what_they_told(
    data: st.DataObject, section: LinesSection
) -> None:
    facts = data.draw(facts_of())
    fields = section.fields(facts, NOW)
    fields["order"] = " ".join(data.draw(st.permutations(fields["order"].split())))
    edited = section.applied(facts, NOW, fields)
    if section is RESULTS:
        assert printed(edited, GroupKind.PLAN) == printed(facts, GroupKind.PLAN)
        for kind in GroupKind:
            assert printed(edited, kind, H1_2024) == printed(facts, kind, H1_2024)
    else:
        assert printed(edited, GroupKind.CURRENT) == printed(facts, GroupKind.CURRENT)
