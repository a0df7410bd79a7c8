"""«Протокол целиком»: whether the source stays with the authority that sends it."""

from services.context import Context
from services.drafts.editing import editing
from services.drafts.loading import load


async def toggle_original(ctx: Context, minutes_id: int, version: int) -> None:
    """«Показывать протокол целиком» and back, before the draft is sent. Raises as `editable` does."""
    async with editing(ctx, minutes_id, version) as edit:
        edit.minutes.original_kept = not (await load(edit.session, edit.minutes)).keeps_original
        edit.note("original")
