"""Links that let in and requests that wait."""

from zoneinfo import ZoneInfo

from domain.people import Role
from services.joining.invitation_codes import Guessing
from services.organisations.organisations import Listing
from services.people.invitations import STAFF, LinkSheet, NewInvitation
from views import callbacks as cb
from views.card import Attachment, Card, button, rows_of
from views.format import cut, paragraphs
from views.menu import LONGEST_LABEL, MENU
from views.paging import filled
from views.papers.invitations import link
from views.papers.qr import qr_code
from views.texts.deputies import deputies
from views.texts.joining import invitations as texts


def letter_card(made: NewInvitation, username: str) -> Card:
    """The message to forward: everything its reader needs and nothing else."""
    address, until = link(username, made.code), made.expires_at.astimezone(ZoneInfo(made.timezone)).date()
    if made.role in STAFF:
        return Card(texts.staff_letter(made.authority, made.role, address, until))
    if made.role is Role.DEPUTY:
        return Card(deputies.letter(made.organisation, address, until))
    if made.organisation:
        return Card(texts.personal_letter(made.authority, made.organisation, address, until))
    picture = Attachment(texts.QR_NAME, qr_code(address), kind="photo", caption=texts.qr_caption(address))
    return Card(texts.common_letter(made.authority, address, until), attachments=(picture,))


def note_card(made: NewInvitation) -> Card:
    """What the official does with the letter above."""
    revoke = (button(texts.REVOKE, cb.RevokeInvitation(id=made.id)),)
    name_first = None if made.is_named else texts.NAME_FIRST
    if made.role in STAFF:
        return Card(paragraphs(texts.staff_note(), name_first), (revoke, (MENU,)))
    if made.role is Role.DEPUTY:
        return Card(deputies.NOTE, (revoke, (MENU,)))
    if made.organisation:
        note = texts.personal_note([member.name for member in made.members], made.email)
        return Card(paragraphs(note, name_first), (revoke, (MENU,)))
    sheet = (button(texts.SHEET, cb.InviteAll(sheet=True)),)
    label = texts.revoke_earlier(made.others)
    earlier = (button(label, cb.RevokeInvitation(id=made.id, earlier=True)),) if made.others else ()
    return Card(paragraphs(texts.common_note(), name_first), filled(sheet, revoke, earlier, (MENU,)))


def revoked_card(count: int) -> Card:
    return Card(texts.revoked(count), ((MENU,),))


def sheet_card(sheet: LinkSheet, name: str, data: bytes) -> Card:
    """The table with a link for each organisation that is not in."""
    until = sheet.expires_at.astimezone(ZoneInfo(sheet.timezone)).date()
    return Card(texts.sheet_ready(len(sheet.lines), until), ((MENU,),), (Attachment(name, data),))


def which_card(found: Listing) -> Card:
    """Several organisations fit the words after /invite."""
    rows = [
        (button(cut(line.name, LONGEST_LABEL), cb.InviteOrganisation(organisation=line.id)),) for line in found.lines
    ]
    return Card(texts.which_organisation(found.query), tuple(rows))


def roles_card() -> Card:
    """Whom an admin invites."""
    buttons = [button(texts.STAFF_BUTTONS[role], cb.InviteOfficial(role=role)) for role in STAFF]
    return Card(texts.CHOOSE_ROLE, rows_of(buttons, 1))


# --- requests ----------------------------------------------------------------------------------------------------


def guessing_card(guessing: Guessing) -> Card:
    return Card(texts.code_guessing(guessing.user_id))
