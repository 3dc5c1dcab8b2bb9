"""Which pages of 관리 there are, and what each needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from admin.web.access import Needs, Page
from admin.web.manage.access import AccessLog
from admin.web.manage.accounts import Accounts
from admin.web.manage.forms import LARGEST, ReportForms
from admin.web.manage.frame import HOME, Frame
from admin.web.manage.judging import Judging
from admin.web.manage.letters import LetterWords
from admin.web.manage.overview import Overview
from admin.web.manage.people import People
from admin.web.manage.pledges import Masters
from admin.web.manage.settings import SettingsPages
from admin.web.manage.town import Town
from admin.web.pages import Pages
from gongyak.permissions import Action, Subject
from jobs.desk import Desk

_READ: Final = Needs(Action.READ, Subject.CITY)
_SET: Final = Needs(Action.EDIT, Subject.SETTING)
_EDIT: Final = Needs(Action.EDIT, Subject.CITY)


def manage_pages(desk: Desk, pages: Pages) -> list[Page]:
    """Return the pages of 관리."""
    frame = Frame(desk, pages)
    return [
        Page(HOME, Overview(frame).shown, needs=_READ),
        *_people(frame),
        *_town(frame),
        *_pledges(frame),
        *_forms(frame),
        *_letters(frame),
        *_judging(frame),
        *_settings(frame),
        Page("/manage/access", AccessLog(frame).shown, needs=Needs(Action.READ, Subject.ACCOUNT)),
    ]


def _people(frame: Frame) -> list[Page]:
    people = People(frame)
    accounts = Accounts(frame, people)
    top, one, account = "/manage/people", "/manage/people/{reference}", "/manage/accounts/{account}"
    return [
        Page(top, people.listed, needs=_READ),
        Page(one, people.shown, needs=_READ),
        *_posts(
            _EDIT,
            (top, people.add),
            (f"{one}/basics", people.basics),
            (f"{one}/posts", people.add_post),
            (f"{one}/posts/change", people.change_post),
            (f"{one}/absences", people.add_absence),
            (f"{one}/absences/change", people.change_absence),
            (f"{one}/leave", people.leave),
            (f"{one}/handover", people.hand_over),
            (f"{one}/remove", people.remove),
        ),
        *_posts(
            Needs(Action.OPERATE, Subject.ACCOUNT),
            (f"{account}/invite", accounts.invite),
            (f"{account}/disable", accounts.disable),
            (f"{account}/enable", accounts.enable),
            (f"{account}/unlock", accounts.unlock),
            (f"{account}/sessions", accounts.end_sessions),
            (f"{account}/renew", accounts.renew),
        ),
    ]


def _town(frame: Frame) -> list[Page]:
    town = Town(frame)
    departments, terms, days = "/manage/departments", "/manage/terms", "/manage/days"
    return [
        Page(departments, town.departments, needs=_READ),
        Page(terms, town.terms, needs=_READ),
        Page(days, town.days, needs=_READ),
        *_posts(
            _EDIT,
            (departments, town.save_departments),
            (f"{departments}/teams", town.save_teams),
            (terms, town.add_term),
            (f"{terms}/change", town.change_term),
            (f"{terms}/fields", town.save_fields),
            (f"{terms}/sources", town.save_sources),
            (days, town.add_day),
            (f"{days}/remove", town.remove_day),
            (f"{days}/quiet", town.add_quiet),
            (f"{days}/quiet/remove", town.remove_quiet),
        ),
    ]


def _pledges(frame: Frame) -> list[Page]:
    """Return the pages of pledges' master data, which coordinators keep, too."""
    masters, top, one = Masters(frame), "/manage/pledges", "/manage/pledges/{number}"
    make = Needs(Action.MAKE, Subject.PLEDGE)
    return [
        Page(top, masters.listed, needs=_READ),
        Page(one, masters.shown, needs=make),
        *_posts(
            make,
            (top, masters.add),
            (one, masters.save),
            (f"{one}/charges", masters.add_charge),
            (f"{one}/charges/change", masters.change_charge),
            (f"{one}/remove", masters.remove),
        ),
    ]


def _forms(frame: Frame) -> list[Page]:
    forms, top = ReportForms(frame), "/manage/forms"
    return [
        Page(top, forms.shown, needs=_READ),
        Page(f"{top}/{{version}}", forms.file, needs=replace(_READ, free=("version",))),
        Page(top, forms.take, needs=_SET, method="POST", largest=LARGEST),
        Page(f"{top}/use", forms.use, needs=_SET, method="POST"),
    ]


def _letters(frame: Frame) -> list[Page]:
    letters, top = LetterWords(frame), "/manage/letters"
    one, free = f"{top}/{{letter_kind}}/{{part}}", ("letter_kind", "part")
    return [
        Page(top, letters.listed, needs=_READ),
        Page(one, letters.shown, needs=replace(_READ, free=free)),
        Page(one, letters.save, needs=replace(_SET, free=free), method="POST"),
        Page(f"{one}/reset", letters.reset, needs=replace(_SET, free=free), method="POST"),
    ]


def _settings(frame: Frame) -> list[Page]:
    settings, top, one = SettingsPages(frame), "/manage/settings", "/manage/settings/{setting}"
    read = Needs(Action.READ, Subject.SETTING)
    return [
        Page(top, settings.listed, needs=read),
        Page(one, settings.shown, needs=read),
        *_posts(_SET, (one, settings.save), (f"{one}/reset", settings.reset)),
    ]


def _judging(frame: Frame) -> list[Page]:
    """Return the pages of what was decided about the checks; coordinators decide, too."""
    judging, words, mutes = Judging(frame), "/manage/words", "/manage/mutes"
    return [
        Page(words, judging.words, needs=_READ),
        Page(mutes, judging.mutes, needs=_READ),
        *_posts(
            Needs(Action.MAKE, Subject.PLEDGE),
            (words, judging.save_glossary),
            (f"{words}/pairs", judging.save_pairs),
            (mutes, judging.mute),
            (f"{mutes}/remove", judging.unmute),
        ),
    ]


def _posts(needs: Needs, *forms: tuple[str, Callable[[Request], Response]]) -> Iterable[Page]:
    """Return the pages that take *forms*, which all need the same."""
    return (Page(path, take, needs=needs, method="POST") for path, take in forms)
