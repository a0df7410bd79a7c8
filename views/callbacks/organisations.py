"""Buttons of the registry, groups and settings."""

from aiogram.filters.callback_data import CallbackData


class Organisations(CallbackData, prefix="orgs"):
    """A list of organisations: "" the counts, "all", "out" «Не в боте», "lost" «Не доставлено», or a kind; a page."""

    show: str = ""
    page: int = 0


class FindOrganisation(CallbackData, prefix="orgf"):
    """«Найти»: a part of the name is typed next."""


class AddOrganisations(CallbackData, prefix="orga"):
    """How to add organisations: "" both ways, "table", "names", "sample"."""

    how: str = ""


class NameColumn(CallbackData, prefix="ncol"):
    """«Какой столбец – названия?»: this one of a kept table."""

    id: int
    column: int


class LoadRegistry(CallbackData, prefix="load"):
    """«Загрузить» a table shown as a preview."""

    id: int


class OrganisationCard(CallbackData, prefix="org"):
    """One organisation: its people and open items."""

    id: int


class Groups(CallbackData, prefix="grps"):
    """`/groups`."""


class OpenGroup(CallbackData, prefix="grp"):
    """One group."""

    id: int


class NewGroup(CallbackData, prefix="grpn"):
    """A new group: of a kind, below a place (-1: choose it), everybody there, or by hand."""

    kind: str = ""
    place: int = 0
    everybody: bool = False
    by_hand: bool = False


class EditGroup(CallbackData, prefix="grpe"):
    """Change a group: "name", "add", "out" a member, "delete", "deleted"."""

    id: int
    version: int
    do: str
    member: int = 0


class GroupMembers(CallbackData, prefix="grpm"):
    """Organisations understood from typed words: «Да, они» or «Написать иначе»."""

    sure: bool = False


class Settings(CallbackData, prefix="set"):
    """Settings, or one of them to change: name, contact, zone, hours."""

    what: str = ""


class SetZone(CallbackData, prefix="zone"):
    """A time zone by its place in the list of services.settings.ZONES."""

    place: int


class SetHours(CallbackData, prefix="hours"):
    """Hours in which messages may sound."""

    starts: int
    ends: int


class SettingsGroup(CallbackData, prefix="stg"):
    """A group of an authority's rules: check, remind, days, year, names."""

    group: str


class SettingChoices(CallbackData, prefix="stc"):
    """The values of one rule to choose from."""

    name: str


class SetRule(CallbackData, prefix="sts"):
    """One value of a rule."""

    name: str
    code: str


class TypeYearDate(CallbackData, prefix="sty"):
    """«Другая дата» of the school year, typed next."""

    name: str


class AddDay(CallbackData, prefix="sta"):
    """«Добавить день» to the authority's calendar, typed next."""


class DropDay(CallbackData, prefix="std"):
    """A corrected day of the calendar is corrected no more: 20261104."""

    day: str


class OwnHour(CallbackData, prefix="hour"):
    """Hours of one's own digest to choose from."""


class SetRhythm(CallbackData, prefix="rhythm"):
    """How often one's own digest comes."""

    code: str


class SetOwnHour(CallbackData, prefix="hours1"):
    """The hour of one's own digest; 0: as the authority has it."""

    hour: int = 0
