"""The menu and help of each role, and the first day of a new authority."""

from domain.people import Role
from services.overview.home import FirstDay, Home
from views import callbacks as cb
from views.assignments.request_lines import waiting_buttons
from views.card import Card, button, rows_of
from views.format import paragraphs
from views.menu import HELP, MENU
from views.paging import filled
from views.texts import words as words_texts
from views.texts.assignments.own_items import OWN_ITEMS
from views.texts.joining import onboarding as texts
from views.texts.joining.join_requests import requests_button
from views.texts.overview import home as home_texts


def first_day_card(day: FirstDay) -> Card:
    """Three steps of a new authority; the done ones are ticked."""
    done = (day.is_named, day.organisations > 0, day.is_inviting)
    steps = (
        button(home_texts.STEP_NAME, cb.Settings(what="name")),
        button(home_texts.STEP_LOAD, cb.AddOrganisations()),
        button(home_texts.STEP_INVITE, cb.InviteAll()),
    )
    left = [(step,) for step, is_done in zip(steps, done, strict=True) if not is_done]
    menu = button(words_texts.MENU, cb.Menu(full=True))
    return Card(home_texts.first_day(day.authority, done, day.organisations), (*left, (menu,)))


def home_card(home: Home) -> Card:
    """The menu of whoever asks; a stranger is told how to get in."""
    if home.controls:
        return _official_menu(home)
    if home.roles:
        return _viewer_menu(home)
    if home.represents:
        buttons = [
            button(home_texts.TASKS, cb.Tasks()),
            button(home_texts.HISTORY, cb.History()),
            button(home_texts.DEPUTIES, cb.Deputies()),
            button(home_texts.SETTINGS, cb.Settings()),
            HELP,
        ]
        return Card(home_texts.director_menu(home.represents), rows_of(buttons, 1))
    if home.asked_for:
        return Card(texts.asked_for(home.asked_for), ((button(texts.FIX_NAME, cb.OwnName()),),))
    return Card(texts.stranger())


def help_card(home: Home) -> Card:
    """What the asking person can do here."""
    if home.controls:
        own = (home_texts.BACKUP_HELP,) if home.backs_up else ()
        return Card(paragraphs(*home_texts.OFFICIAL_HELP, *own), ((MENU,),))
    if Role.VIEWER in home.roles:
        return Card(paragraphs(*home_texts.VIEWER_HELP), ((MENU,),))
    if home.represents:
        return Card(paragraphs(*home_texts.DIRECTOR_HELP), ((MENU,),))
    return home_card(home)


def _official_menu(home: Home) -> Card:
    pairs = (
        (button(home_texts.REVIEW, cb.Review()), button(home_texts.OVERDUE, cb.Overdue())),
        (button(home_texts.DUE, cb.Due(days=DUE_DAYS)), button(home_texts.PROTOCOLS, cb.Protocols())),
        (button(home_texts.ORGANISATIONS, cb.Organisations()), button(home_texts.INVITE, cb.InviteAll())),
        (button(home_texts.USERS, cb.Users()), button(home_texts.SETTINGS, cb.Settings())),
    )
    own = (*((button(home_texts.TASKS, cb.Tasks()),) if home.represents else ()), button(OWN_ITEMS, cb.OwnItems()))
    joining = (button(requests_button(home.join_requests), cb.JoinRequests()),) if home.join_requests else ()
    asked = waiting_buttons(home.requests)
    return Card(home_texts.official_menu(home.authority, home.roles), filled(joining, asked, *pairs, own, (HELP,)))


def _viewer_menu(home: Home) -> Card:
    rows = (
        (button(home_texts.OVERDUE, cb.Overdue()), button(home_texts.DUE, cb.Due(days=DUE_DAYS))),
        (button(home_texts.PROTOCOLS, cb.Protocols()), button(home_texts.ORGANISATIONS, cb.Organisations())),
        (button(home_texts.SETTINGS, cb.Settings()), HELP),
    )
    return Card(home_texts.viewer_menu(home.authority), rows)


DUE_DAYS = 7
