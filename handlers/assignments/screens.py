"""Screens of an assignment that several buttons lead to: as its organisation, its controller, its employee see it."""

from services.assignments import controlled_items, item_cards, own_items
from services.context import Context
from views.assignments.controlled_items import controlled_item_card
from views.assignments.item_cards import item_card
from views.assignments.own_items import own_card
from views.card import Card


async def item_screen(ctx: Context, assignment_id: int) -> Card:
    """The item as its organisation sees it. Raises NotFound, NotAllowed, as the others do."""
    return item_card(await item_cards.item_card(ctx, assignment_id))


async def controlled_screen(ctx: Context, assignment_id: int) -> Card:
    """The item as its controller sees it."""
    return controlled_item_card(await controlled_items.controlled_item(ctx, assignment_id))


async def own_screen(ctx: Context, assignment_id: int) -> Card:
    """An item of the authority itself."""
    return own_card(await own_items.own_card(ctx, assignment_id))
