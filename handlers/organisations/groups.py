"""`/groups`: look, make, change, delete."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from domain.errors import NotFound, Stale, WrongInput
from domain.organisations import OrganisationKind
from handlers import show
from handlers.states import Grouping
from handlers.taps import Taps
from handlers.typed_input import SAID_BACK, TYPED
from services.context import Context
from services.drafts import typed_addressees
from services.organisations import groups
from views import callbacks as cb
from views.card import Card
from views.format import cut
from views.organisations import groups as views
from views.texts.organisations import groups as texts

router = Router(name=__name__)
taps = Taps()


@router.message(Command("groups"))
async def on_groups(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, views.groups_card(await groups.groups(ctx)))


@taps.on(cb.Groups)
async def on_groups_tap(query: CallbackQuery, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.groups_card(await groups.groups(ctx)))


@taps.on(cb.OpenGroup)
async def on_group(query: CallbackQuery, data: cb.OpenGroup, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, views.group_card(await groups.group(ctx, data.id)))


@taps.on(cb.NewGroup)
async def on_new(query: CallbackQuery, data: cb.NewGroup, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """How a new group is made; by a rule it is made at once, with a name that can be changed."""
    choices = await groups.choices(ctx, max(data.place, 0))
    if data.by_hand:
        await state.set_state(Grouping.members)
        await show.send(bot, query.from_user.id, Card(texts.ASK_MEMBERS))
    elif data.kind or data.everybody:
        kind = _kind(data.kind)
        name = views.default_name(choices, data.kind, data.place)
        made = await groups.create(ctx, name, kind=kind, place=max(data.place, 0))
        await show.replace(query, bot, views.group_card(made))
    elif data.place < 0:
        await show.replace(query, bot, views.places_card(choices))
    elif data.place:
        await show.replace(query, bot, views.place_card(choices, data.place))
    else:
        await show.replace(query, bot, views.how_card(choices))


def _kind(code: str) -> OrganisationKind | None:
    try:
        return OrganisationKind(code) if code else None
    except ValueError:
        raise NotFound from None


def _shown(data: cb.EditGroup, group: groups.Group) -> Card:
    return views.delete_card(group) if data.do == "delete" else views.group_card(group)


async def _group(ctx: Context, data: cb.EditGroup) -> Card:
    return _shown(data, await groups.group(ctx, data.id))


@taps.on(cb.EditGroup, fresh=_group)
async def on_edit(query: CallbackQuery, data: cb.EditGroup, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Rename, add, take out, delete; an outdated card is shown fresh."""
    shown = await groups.group(ctx, data.id)
    if shown.version != data.version:
        raise Stale
    if data.do in ("name", "add"):
        await state.set_state(Grouping.name if data.do == "name" else Grouping.members)
        await state.set_data({"group": data.id})
        await show.send(bot, query.from_user.id, Card(texts.ASK_NAME if data.do == "name" else texts.ASK_MEMBERS))
        return
    if data.do == "deleted":
        await show.replace(query, bot, views.deleted_card(await groups.remove(ctx, data.id)))
        return
    if data.do == "out":
        shown = await groups.exclude(ctx, data.id, data.member)
    await show.replace(query, bot, _shown(data, shown))


@router.message(Grouping.members, *TYPED)
async def on_members(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Words of the official are resolved and shown back before they count."""
    typed = await typed_addressees.understand(ctx, message.text or "")
    if typed.unknown:
        raise WrongInput("who_unknown", typed=cut(typed.unknown, SAID_BACK))
    await state.update_data(members=list(typed.organisations))
    await show.answer(message, bot, views.members_card(typed.names))


@taps.on(cb.GroupMembers, keeps_dialogue=True)
async def on_members_tap(
    query: CallbackQuery, data: cb.GroupMembers, bot: Bot, ctx: Context, state: FSMContext
) -> None:
    """«Да, они»: added to the group, or a new one is named next."""
    found = await state.get_data()
    if not data.sure:
        await show.replace(query, bot, Card(texts.ASK_MEMBERS))
        return
    if not found.get("members"):
        raise NotFound
    if "group" in found:
        await state.clear()
        await show.replace(query, bot, views.group_card(await groups.include(ctx, found["group"], found["members"])))
        return
    await state.set_state(Grouping.name)
    await show.replace(query, bot, Card(texts.ASK_NAME))


@router.message(Grouping.name, *TYPED)
async def on_name(message: Message, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """The name of a new group, or another one for an old group."""
    found = await state.get_data()
    name = message.text or ""
    if "group" in found:
        shown = await groups.rename(ctx, found["group"], name)
    else:
        shown = await groups.create(ctx, name, members=found.get("members", ()))
    await state.clear()
    await show.answer(message, bot, views.group_card(shown))
