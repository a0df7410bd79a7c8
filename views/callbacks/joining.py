"""Buttons of invitations and of joining."""

from aiogram.filters.callback_data import CallbackData


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
