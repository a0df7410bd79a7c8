"""The registry: look through, find, load."""

import asyncio

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Document, Message

from domain.errors import NotAllowed, RegistryRefused, Stale, UnreadableDocument
from domain.minutes.model import DeadlineKind, ReadMinutes
from domain.organisations import OrganisationKind
from domain.registry import first_sheet, read_table
from handlers import show
from handlers.drafts.intake import take_file
from handlers.files import download
from handlers.states import Typing
from handlers.taps import Taps
from services.context import Context
from services.drafts import intake
from services.drafts.reading import Reader
from services.files import FileStore
from services.organisations import organisations, registry, undelivered
from services.organisations.organisations import Everyone
from services.overview import tasks
from views import callbacks as cb
from views.card import Card
from views.organisations import organisations as views
from views.organisations.undelivered import unreachable_card
from views.overview.tasks import standing_text
from views.papers.invitations import sample_table
from views.texts.organisations.organisations import ASK_NAMES, ASK_QUERY

router = Router(name=__name__)
taps = Taps()

LARGEST_FILE = 20 * 1024 * 1024
TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
WORD = ".docx"


# --- look and find -----------------------------------------------------------------------------------------------


async def _summary(ctx: Context) -> Card:
    counts = await organisations.summary(ctx)
    return views.summary_card(counts) if counts.total or not counts.may_load else views.add_card()


@router.message(Command("orgs"))
async def on_orgs(message: Message, bot: Bot, ctx: Context) -> None:
    await show.answer(message, bot, await _summary(ctx))


@taps.on(cb.Organisations)
async def on_orgs_tap(query: CallbackQuery, data: cb.Organisations, bot: Bot, ctx: Context) -> None:
    """The counts, one of the lists, or a kind."""
    if not data.show:
        card = await _summary(ctx)
    elif data.show == views.LOST:
        card = unreachable_card(await undelivered.unreachable(ctx))
    else:
        of = next((each for each in (*OrganisationKind, *Everyone) if each == data.show), Everyone.ALL)
        card = views.listing_card(await organisations.listing(ctx, of, data.page))
    await show.replace(query, bot, card)


@router.message(Command("org"))
async def on_org(message: Message, command: CommandObject, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """/org NAME: one organisation."""
    wanted = (command.args or "").strip()
    if wanted:
        await show.answer(message, bot, await _found(ctx, wanted))
    else:
        await organisations.summary(ctx)  # refuses those who have nothing to look through
        await state.set_state(Typing.organisation_query)
        await show.answer(message, bot, Card(ASK_QUERY))


@taps.on(cb.FindOrganisation)
async def on_find(query: CallbackQuery, bot: Bot, ctx: Context, state: FSMContext) -> None:
    await organisations.summary(ctx)  # refuses those who have nothing to look through
    await state.set_state(Typing.organisation_query)
    await show.send(bot, query.from_user.id, Card(ASK_QUERY))


@router.message(Typing.organisation_query, F.text)
async def on_query(message: Message, bot: Bot, ctx: Context) -> None:
    """The dialogue goes on: another word may be tried at once."""
    await show.answer(message, bot, await _found(ctx, message.text or ""))


async def _found(ctx: Context, text: str) -> Card:
    found = await organisations.search(ctx, text)
    if found.total == 1:
        return await _card(ctx, found.lines[0].id)
    return views.found_card(found)


async def _card(ctx: Context, organisation_id: int) -> Card:
    """One organisation: its people and what it owes."""
    owed = standing_text(await tasks.standing(ctx, organisation_id))
    return views.organisation_card(await organisations.card(ctx, organisation_id), owed)


@taps.on(cb.OrganisationCard)
async def on_card(query: CallbackQuery, data: cb.OrganisationCard, bot: Bot, ctx: Context) -> None:
    await show.replace(query, bot, await _card(ctx, data.id))


# --- load --------------------------------------------------------------------------------------------------------


@taps.on(cb.AddOrganisations, types=lambda data: data.how == "names")
async def on_add(query: CallbackQuery, data: cb.AddOrganisations, bot: Bot, ctx: Context, state: FSMContext) -> None:
    """Both ways to add organisations, one of them, or the sample."""
    if not ctx.actor.controls:
        raise NotAllowed
    if data.how == "table":
        await show.replace(query, bot, views.ask_table_card())
    elif data.how == "names":
        await state.set_state(Typing.organisation_names)
        await show.send(bot, query.from_user.id, Card(ASK_NAMES))
    elif data.how == "sample":
        await show.send(bot, query.from_user.id, views.sample_card(sample_table()))
    else:
        await show.replace(query, bot, views.add_card())


async def is_table(message: Message, ctx: Context) -> bool:
    """A table from an official may be the registry's; from anybody else it is evidence, other files are minutes."""
    document = message.document
    return document is not None and ctx.actor.controls and _name(document).endswith((*TABLES, WORD))


def _name(document: Document) -> str:
    return (document.file_name or "").lower()


@router.message(is_table)
async def on_table(message: Message, bot: Bot, ctx: Context, reader: Reader, files: FileStore) -> None:
    """Minutes where something is decided: in a table with a deadline, or without a column of names; else a list."""
    document = message.document
    assert document is not None  # noqa: S101 - the filter has seen it
    is_word = _name(document).endswith(WORD)
    if (document.file_size or 0) > LARGEST_FILE:
        raise UnreadableDocument("too_large") if is_word else RegistryRefused("too_large", limit=LARGEST_FILE)
    await bot.send_chat_action(message.chat.id, "typing")
    data = await download(bot, document)
    reading = await _read(reader, data, _name(document), is_word=is_word)
    decides = reading is not None and intake.is_worth_taking(reading)
    dated = reading is not None and any(item.deadline.kind is not DeadlineKind.NONE for item in reading.items)
    card = None if decides and (is_word or dated) else await _preview_card(ctx, data, strict=not is_word)
    if card is None and reading is not None and (is_word or decides):
        await take_file(message, bot, ctx, files.put(data), reading)
    else:
        await show.answer(message, bot, card or await _columns_card(ctx, data))


async def _preview_card(ctx: Context, data: bytes, *, strict: bool) -> Card | None:
    """What a list would change; None where no column holds names, or it is no list at all and nothing is `strict`."""
    try:
        table = await asyncio.to_thread(read_table, data)
    except RegistryRefused as refusal:
        if strict and refusal.code != "no_name_column":
            raise
        return None
    return views.preview_card(await registry.preview_table(ctx, table))


async def _columns_card(ctx: Context, data: bytes) -> Card:
    return views.columns_card(await registry.keep_columns(ctx, await asyncio.to_thread(first_sheet, data)))


async def _read(reader: Reader, data: bytes, name: str, *, is_word: bool) -> ReadMinutes | None:
    """None for a table that cannot be read as minutes; a document is refused then."""
    try:
        return await reader.read(data, name)
    except UnreadableDocument:
        if is_word:
            raise
        return None


@taps.on(cb.NameColumn)
async def on_name_column(query: CallbackQuery, data: cb.NameColumn, bot: Bot, ctx: Context) -> None:
    """«Какой столбец – названия?»"""
    await show.replace(query, bot, views.preview_card(await registry.preview_column(ctx, data.id, data.column)))


@router.message(Typing.organisation_names, F.text)
async def on_names(message: Message, bot: Bot, ctx: Context) -> None:
    """A long list comes in several messages: the dialogue goes on until another command or button."""
    preview = await registry.preview_names(ctx, message.text or "")
    await show.answer(message, bot, views.preview_card(preview))


@taps.on(cb.LoadRegistry)
async def on_load(query: CallbackQuery, data: cb.LoadRegistry, bot: Bot, ctx: Context) -> None:
    """«Загрузить»; what has changed meanwhile is shown before."""
    try:
        card = views.loaded_card(await registry.load(ctx, data.id))
    except Stale:
        card = views.preview_card(await registry.preview(ctx, data.id), changed_meanwhile=True)
    await show.replace(query, bot, card)
