"""Buttons of people, organisations and settings."""

from aiogram.filters.callback_data import CallbackData


class Menu(CallbackData, prefix="menu"):
    """«Меню»: what /start shows; `full`: past the first steps of a new authority."""

    full: bool = False


class Help(CallbackData, prefix="help"):
    """«Помощь» for the role of whoever asks."""


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


class SetOwnHour(CallbackData, prefix="hours1"):
    """The hour of one's own digest; 0: as the authority has it."""

    hour: int = 0


class OwnName(CallbackData, prefix="name"):
    """«Исправить имя»."""


class Forget(CallbackData, prefix="forget"):
    """«Стереть мои данные»; `sure` after the question."""

    sure: bool = False


class Organisations(CallbackData, prefix="orgs"):
    """A list of organisations: "" the counts, "all", "out" «Не в боте», "lost" «Не доставлено», or a kind; a page."""

    show: str = ""
    page: int = 0


class FindOrganisation(CallbackData, prefix="orgf"):
    """«Найти»: a part of the name is typed next."""


class AddOrganisations(CallbackData, prefix="orga"):
    """How to add organisations: "" both ways, "table", "names", "sample"."""

    how: str = ""


class LoadRegistry(CallbackData, prefix="load"):
    """«Загрузить» a table shown as a preview."""

    id: int


class Users(CallbackData, prefix="users"):
    """The people of the authority."""


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


class InviteOfficial(CallbackData, prefix="invu"):
    """«Пригласить сотрудника»: the role, or "" to choose it."""

    role: str = ""


class InviteOrganisation(CallbackData, prefix="invo"):
    """A personal link for the director of an organisation."""

    organisation: int


class InviteAll(CallbackData, prefix="inva"):
    """The common link, or the sheet with a link for each."""

    sheet: bool = False


class RevokeInvitation(CallbackData, prefix="revoke"):
    """«Отозвать ссылку»; `earlier`: the common links made before it."""

    id: int
    earlier: bool = False


class RemoveMember(CallbackData, prefix="remove"):
    """«Отключить» somebody; `sure` after the question."""

    person: int
    organisation: int
    sure: bool = False


class JoinPlaces(CallbackData, prefix="jl"):
    """Organisations of a common link: the municipality by its place in the list (-1: none picked), a page."""

    invitation: int
    place: int = -1
    page: int = 0


class JoinPick(CallbackData, prefix="jp"):
    """An organisation picked in the list of a common link."""

    invitation: int
    organisation: int


class JoinAs(CallbackData, prefix="ja"):
    """«Да, это я» or «Я другой сотрудник»."""

    invitation: int
    organisation: int
    director: bool


class JoinAgree(CallbackData, prefix="jy"):
    """«Согласен(на)» with the version of the text that was shown."""

    invitation: int
    organisation: int
    director: bool
    consent: str


class JoinDecline(CallbackData, prefix="jn"):
    """«Не согласен(на)», or «Это не я»."""

    invitation: int


class JoinRequests(CallbackData, prefix="jrs"):
    """Requests that wait, a page."""

    page: int = 0


class OpenRequest(CallbackData, prefix="jr"):
    """One request's card."""

    id: int


class DecideRequest(CallbackData, prefix="jrd"):
    """«Подтвердить» or «Отклонить»."""

    id: int
    confirm: bool


class ConfirmRequests(CallbackData, prefix="jra"):
    """«Подтвердить всех (N)»: those up to the last one there was to see."""

    last: int
