"""Settings of the authority and of oneself."""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.organisations.settings import HOURS, ZONES, AuthoritySettings
from services.overview.home import Home
from views import callbacks as cb
from views.card import Card, button, rows_of
from views.format import paragraphs, safe
from views.menu import MENU
from views.organisations.settings_rules import group_buttons
from views.texts.deputies import deputies
from views.texts.drafts import remembered as remembered_texts
from views.texts.organisations import settings as texts
from views.texts.organisations import settings_rules as rule_texts
from views.texts.people import departure, officials, privacy
from views.texts.reports import return_reasons

BACK = button(texts.BACK, cb.Settings())
HOUR = button(rule_texts.OWN_HOUR, cb.OwnHour())
OWN = button(texts.OWN_NAME, cb.OwnName())
FORGET = button(officials.FORGET, cb.Forget())
PRIVACY = button(privacy.BUTTON, cb.Privacy())
MINE = ((OWN, HOUR), (PRIVACY, FORGET), (MENU,))
HAND_DUTIES = button(departure.HAND_DUTIES, cb.HandDuties())


def local_time(now: datetime, timezone: str) -> str:
    """14:20"""
    return f"{now.astimezone(ZoneInfo(timezone)):%H:%M}"


def settings_card(shown: AuthoritySettings) -> Card:
    """`/settings` of those who work for an authority."""
    text = texts.settings(
        shown.letter_name,
        texts.zone(shown.timezone, local_time(shown.now, shown.timezone)),
        texts.hours(shown.day_starts, shown.day_ends),
        contact=shown.contact,
        is_named=shown.is_named,
    )
    reasons = (button(return_reasons.BUTTON, cb.ReturnReasons()),)
    remembered = (button(remembered_texts.BUTTON, cb.RememberedPhrases()),)
    judging = (reasons, remembered, (HAND_DUTIES,)) if shown.controls else ()
    if not shown.administers_it:
        return Card(paragraphs(text, texts.ONLY_ADMIN), (*group_buttons(), *judging, *MINE))
    names = {"name": texts.NAME, "contact": texts.CONTACT, "zone": texts.ZONE, "hours": texts.HOURS}
    buttons = [button(label, cb.Settings(what=what)) for what, label in names.items()]
    return Card(text, (*rows_of(buttons), *group_buttons(), *judging, *MINE))


def own_settings_card(home: Home) -> Card:
    """`/settings` of everybody else."""
    who_leads = ((button(deputies.DEPUTIES, cb.Deputies()),),) if home.represents else ()
    return Card(texts.own(home.name, safe(", ".join(home.represents))), (*who_leads, (OWN, MENU), (PRIVACY, FORGET)))


def ask_name_card() -> Card:
    return Card(texts.ASK_NAME)


def ask_contact_card() -> Card:
    return Card(texts.ASK_CONTACT)


def zones_card(now: datetime) -> Card:
    """Eleven zones with the time it is there now."""
    buttons = [
        button(texts.zone_button(zone, local_time(now, zone)), cb.SetZone(place=place))
        for place, zone in enumerate(ZONES)
    ]
    return Card(texts.ASK_ZONE, (*rows_of(buttons), (BACK,)))


def hours_card() -> Card:
    buttons = [button(texts.hours(starts, ends), cb.SetHours(starts=starts, ends=ends)) for starts, ends in HOURS]
    return Card(texts.ASK_HOURS, (*rows_of(buttons), (BACK,)))
