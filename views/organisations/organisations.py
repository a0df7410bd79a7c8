"""The registry: counts, lists, previews, one organisation."""

from domain.organisations import OrganisationKind
from services.organisations.organisations import Everyone, Line, Listing, OrganisationCard, Summary
from services.organisations.registry import Columns, Loaded, Preview
from views import callbacks as cb
from views.card import Attachment, Card, button, rows_of
from views.format import cut, paragraphs
from views.menu import LONGEST_LABEL, MENU
from views.paging import Row, filled, page_line, turns
from views.texts.deputies import deputies
from views.texts.joining.onboarding import roles
from views.texts.minutes import KINDS
from views.texts.organisations import organisations as texts

#: «Не доставлено» lists people, not organisations.
LOST = "lost"
#: Columns offered as buttons.
MOST_COLUMNS = 20
BACK = button(texts.TO_ORGANISATIONS, cb.Organisations())


def summary_card(summary: Summary) -> Card:
    """`/orgs`."""
    buttons = [button(texts.kind_button(kind, count), cb.Organisations(show=kind)) for kind, count in summary.kinds]
    if len(buttons) > 1:
        buttons.append(button(texts.ALL.format(count=summary.total), cb.Organisations(show=Everyone.ALL)))
    problems = [
        button(label.format(count=count), cb.Organisations(show=show))
        for label, count, show in (
            (texts.OUT, summary.missing, Everyone.MISSING),
            (texts.LOST, summary.undelivered, LOST),
        )
        if count
    ]
    find = (button(texts.FIND, cb.FindOrganisation()),) if summary.total else ()
    add = (button(texts.ADD, cb.AddOrganisations()),) if summary.may_load else ()
    text = texts.summary(summary.total, summary.kinds, summary.missing, summary.undelivered)
    return Card(text, filled(*rows_of(buttons, 1), problems, find, add, (MENU,)))


def _lines(lines: tuple[Line, ...], *, ticks: bool) -> list[Row]:
    return [
        (
            button(
                (texts.CONNECTED if ticks and line.connected else "") + cut(line.name, LONGEST_LABEL),
                cb.OrganisationCard(id=line.id),
            ),
        )
        for line in lines
    ]


def listing_card(listing: Listing) -> Card:
    """A page of organisations; the connected ones are ticked."""
    missing = listing.of is Everyone.MISSING
    title = texts.OUT_TITLE if missing else texts.ALL_TITLE
    if isinstance(listing.of, OrganisationKind):
        title = KINDS[listing.of]
    around = turns(listing.page, lambda page: cb.Organisations(show=listing.of, page=page))
    some_missing = missing and bool(listing.lines) and listing.controls
    invite = (button(texts.INVITE_DIRECTORS, cb.InviteAll()),) if some_missing else ()
    text = texts.listing_title(title, listing.total, page_line(listing.page))
    note = texts.OUT_NOTE if missing and listing.lines else None
    phones = texts.call_list([(line.name, line.phone) for line in listing.lines]) if missing else None
    rows = _lines(listing.lines, ticks=not missing)
    return Card(paragraphs(text, note, phones), filled(*rows, around, invite, (BACK,)))


def found_card(found: Listing) -> Card:
    """What the typed words mean."""
    text = texts.found(found.query, found.total, len(found.lines))
    return Card(text, filled(*_lines(found.lines, ticks=True), (BACK,)))


def organisation_card(card: OrganisationCard, *extra: str) -> Card:
    """One organisation and its people; `extra` paragraphs stand after them."""
    people = [(member.name or texts.SOMEBODY, roles(member.roles), member.reachable) for member in card.members]
    invite = (button(texts.INVITE_DIRECTOR, cb.InviteOrganisation(organisation=card.id)),) if card.controls else ()
    removable = card.members if card.may_remove else ()
    acting = (button(deputies.APPOINT, cb.AppointActing(organisation=card.id)),) if card.controls else ()
    remove = [
        (
            button(
                cut(texts.remove(member.name or roles(member.roles)), LONGEST_LABEL),
                cb.RemoveMember(person=member.person_id, organisation=card.id),
            ),
        )
        for member in removable
    ]
    text = paragraphs(
        texts.organisation(card.name, card.short_name),
        texts.facts(card.kind, card.municipality, card.parent, card.groups),
        texts.members(people),
        texts.contacts(card.head_name, card.email, card.phone),
        *extra,
    )
    return Card(text, filled(invite, acting, *remove, (BACK, MENU)))


# --- adding ------------------------------------------------------------------------------------------------------


def add_card() -> Card:
    """Both ways to add organisations."""
    ways = ((texts.LOAD_TABLE, "table"), (texts.PASTE, "names"), (texts.SAMPLE, "sample"))
    buttons = [button(label, cb.AddOrganisations(how=how)) for label, how in ways]
    return Card(texts.how_to_add(), (*rows_of(buttons, 1), (BACK,)))


def ask_table_card() -> Card:
    """A list that is pasted here instead is as good."""
    ways = ((texts.PASTE, "names"), (texts.SAMPLE, "sample"))
    return Card(texts.ASK_TABLE, (*((button(label, cb.AddOrganisations(how=how)),) for label, how in ways), (BACK,)))


def sample_card(data: bytes) -> Card:
    return Card(texts.ASK_TABLE, ((BACK,),), (Attachment(texts.SAMPLE_NAME, data),))


def preview_card(preview: Preview, *, changed_meanwhile: bool = False) -> Card:
    """What loading would do, and «Загрузить» where it would do anything."""
    if not preview.has_work:
        told = texts.preview_duplicates(preview.duplicates), texts.preview_skipped(preview.skipped)
        return Card(paragraphs(texts.NOTHING_TO_LOAD, *told), ((BACK,),))
    text = texts.preview(
        preview.unchanged,
        texts.preview_new(preview.new, preview.kinds),
        texts.preview_changed(preview.changed),
        texts.preview_missing(preview.missing),
        texts.preview_duplicates(preview.duplicates),
        texts.preview_skipped(preview.skipped),
        texts.preview_unused(preview.unused_columns),
    )
    load = button(texts.LOAD, cb.LoadRegistry(id=preview.id))
    return Card(paragraphs(texts.CHANGED_MEANWHILE if changed_meanwhile else None, text), ((load,), (BACK,)))


def columns_card(columns: Columns) -> Card:
    """«Какой столбец – названия?»"""
    buttons = [
        (button(cut(texts.column(place, title), LONGEST_LABEL), cb.NameColumn(id=columns.id, column=place)),)
        for place, title in enumerate(columns.titles[:MOST_COLUMNS])
        if title
    ]
    return Card(texts.WHICH_COLUMN, (*buttons, (BACK,)))


def loaded_card(loaded: Loaded) -> Card:
    return Card(
        texts.loaded(loaded.new, loaded.changed),
        ((button(texts.INVITE_DIRECTORS, cb.InviteAll()),), (BACK,), (MENU,)),
    )
