"""`/backup` of an admin."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import Message

from domain.errors import BackupRefused
from handlers import show
from services.context import Context
from services.upkeep import backups
from services.upkeep.vault import Vault
from views.card import Card
from views.texts.upkeep import backups as texts
from views.upkeep.backups import made_card

router = Router(name=__name__)


@router.message(Command("backup"))
async def on_backup(message: Message, bot: Bot, ctx: Context, vault: Vault | None) -> None:
    """Now, beside the nightly ones."""
    backups.check_may(ctx)
    if vault is None:
        raise BackupRefused("backup_off")
    await show.answer(message, bot, Card(texts.MAKING))
    await show.answer(message, bot, made_card(await backups.make_now(ctx, vault)))
