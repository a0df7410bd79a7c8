"""The rules of an authority: groups, choices; and a person's own hour."""

from aiogram.types import InlineKeyboardButton

from services.organisations.settings import DIGEST_HOURS, OwnSettings
from services.organisations.settings_rules import RULES, AuthorityRules
from views import callbacks as cb
from views.card import Card, button, rows_of
from views.format import safe
from views.menu import MENU
from views.texts.deputies import deputies
from views.texts.organisations import settings as common
from views.texts.organisations import settings_rules as texts
from views.texts.people import officials, privacy

#: Corrected days that have a button of their own.
DAYS_SHOWN = 6


def group_buttons() -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    """Doors to the groups, for the card of all settings."""
    return rows_of([button(title, cb.SettingsGroup(group=code)) for code, title in texts.GROUPS.items()])


def group_card(shown: AuthorityRules, group: str) -> Card:
    """The rules of one group with their values; a button each for whoever may change them."""
    names = [name for name in RULES if texts.GROUP_OF[name] == group]
    rows = [(texts.NAMES[name], texts.value(name, shown.codes[name])) for name in names]
    in_days = group == "days"
    days = texts.days([(each.day, each.is_working, each.note) for each in shown.days]) if in_days else ""
    note = "" if shown.administers_it else common.ONLY_ADMIN
    back = (button(texts.TO_SETTINGS, cb.Settings()),)
    if not shown.administers_it:
        return Card(texts.group(texts.GROUPS[group], rows, days, note), (back,))
    fields = rows_of([button(texts.BUTTONS[name], cb.SettingChoices(name=name)) for name in names])
    drops = [button(texts.drop_day(each.day), cb.DropDay(day=f"{each.day:%Y%m%d}")) for each in shown.days[:DAYS_SHOWN]]
    extra = (*rows_of(drops), (button(texts.ADD_DAY, cb.AddDay()),)) if in_days else ()
    return Card(texts.group(texts.GROUPS[group], rows, days, note), (*fields, *extra, back))


def choices_card(shown: AuthorityRules, name: str) -> Card:
    """The values of one rule; the present one is ticked."""
    rule, now = RULES[name], shown.codes[name]
    labels = [(f"✓ {texts.value(name, c)}" if c == now else texts.value(name, c), c) for c in rule.codes]
    buttons = [button(label, cb.SetRule(name=name, code=code)) for label, code in labels]
    width = 1 if max(len(label) for label, _ in labels) > 18 else 2
    other = ((button(texts.OTHER_DATE, cb.TypeYearDate(name=name)),),) if rule.typed else ()
    back = (button(texts.BACK, cb.SettingsGroup(group=texts.GROUP_OF[name])),)
    return Card(texts.choose(name, texts.value(name, now)), (*rows_of(buttons, width), *other, back))


def ask_day_card() -> Card:
    return Card(texts.ASK_DAY)


def ask_date_card() -> Card:
    return Card(texts.ASK_DATE)


# --- of a person -------------------------------------------------------------------------------------------------


def own_card(shown: OwnSettings, *extra: InlineKeyboardButton) -> Card:
    """`/settings` of somebody who answers for organisations; `extra`: doors of other areas."""
    when = texts.own_digest(shown.digest_hour, shown.usual, shown.rhythm)
    text = texts.own(shown.name, safe(", ".join(shown.represents)), when)
    who_leads = (button(deputies.DEPUTIES, cb.Deputies()),)
    own = [button(common.OWN_NAME, cb.OwnName()), button(texts.OWN_HOUR, cb.OwnHour()), *extra]
    data = (button(privacy.BUTTON, cb.Privacy()), button(officials.FORGET, cb.Forget()))
    return Card(text, (who_leads, *rows_of(own), data, (MENU,)))


def own_hour_card(shown: OwnSettings) -> Card:
    """The hours and the days to choose from."""
    hours = [
        button(("✓ " if hour == shown.digest_hour else "") + texts.hour_button(hour), cb.SetOwnHour(hour=hour))
        for hour in DIGEST_HOURS
    ]
    usual = button(("✓ " if shown.digest_hour is None else "") + texts.USUAL_HOUR, cb.SetOwnHour())
    rhythms = [
        button(("✓ " if rhythm is shown.rhythm else "") + label, cb.SetRhythm(code=rhythm))
        for rhythm, label in texts.RHYTHMS.items()
    ]
    return Card(
        texts.ask_own_hour(texts.own_digest(shown.digest_hour, shown.usual, shown.rhythm)),
        (*rows_of([*hours, usual], 3), *rows_of(rhythms, 1), (button(texts.TO_SETTINGS, cb.Settings()),)),
    )
