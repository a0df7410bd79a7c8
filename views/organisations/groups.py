"""`/groups`: the list, one group, making a new one."""

from collections.abc import Sequence

from domain.organisations import OrganisationKind
from services.organisations.group_members import NamedGroup
from services.organisations.groups import Choices, Group
from views import callbacks as cb
from views.card import Card, button
from views.format import bold, cut, paragraphs
from views.menu import LONGEST_LABEL
from views.paging import filled
from views.texts.organisations import groups as texts

BACK = button(texts.BACK, cb.Groups())
#: Members that can be taken out with one press.
REMOVABLE = 10


def groups_card(groups: Sequence[NamedGroup]) -> Card:
    """All groups, a button each."""
    opens = [[button(texts.button(each.name, len(each.members)), cb.OpenGroup(id=each.id))] for each in groups]
    new = button(texts.NEW, cb.NewGroup(), style="primary")
    return Card(paragraphs(bold(texts.TITLE), None if groups else texts.NONE, texts.WHAT_FOR), filled(*opens, [new]))


def how_card(choices: Choices) -> Card:
    """By kind, by place, by hand."""
    kinds = [[button(texts.by_kind(kind, count), cb.NewGroup(kind=kind))] for kind, count in choices.kinds]
    places = [button(texts.BY_PLACE, cb.NewGroup(place=-1))] if choices.places else []
    by_hand = [button(texts.BY_HAND, cb.NewGroup(by_hand=True))]
    return Card(texts.HOW, filled(by_hand, places, *kinds, [BACK]))


def places_card(choices: Choices) -> Card:
    """Places below the authority."""
    rows = [
        [button(cut(f"{name} ({count})", LONGEST_LABEL), cb.NewGroup(place=place))]
        for place, name, count in choices.places
    ]
    return Card(texts.WHERE, filled(*rows, [BACK]))


def place_card(choices: Choices, place: int) -> Card:
    """Who of one place."""
    name = next((name for id_, name, _ in choices.places if id_ == place), "")
    total = sum(count for _, count in choices.kinds)
    kinds = [[button(texts.by_kind(kind, count), cb.NewGroup(kind=kind, place=place))] for kind, count in choices.kinds]
    everybody = [button(texts.EVERYBODY.format(count=total), cb.NewGroup(place=place, everybody=True))]
    return Card(texts.WHO_THERE.format(place=name), filled(everybody, *kinds, [BACK]))


def default_name(choices: Choices, kind: str, place: int) -> str:
    """What a group by rule is called until it is renamed."""
    name = next((name for id_, name, _ in choices.places if id_ == place), "")
    return texts.default_name(OrganisationKind(kind) if kind else None, name)


def group_card(group: Group) -> Card:
    """One group: its rule, its members, what can be changed."""
    ids = {"id": group.id, "version": group.version}
    by_hand = [member for member in group.members if member.by_hand]
    drops = [
        [button(texts.take_out(member.name), cb.EditGroup(**ids, do="out", member=member.id))]
        for member in by_hand[:REMOVABLE]
    ]
    return Card(
        texts.group(group.name, group.kind, group.place, [member.name for member in group.members]),
        filled(
            [
                button(texts.RENAME, cb.EditGroup(**ids, do="name")),
                button(texts.ADD, cb.EditGroup(**ids, do="add")),
            ],
            *drops,
            [button(texts.DELETE, cb.EditGroup(**ids, do="delete"))],
            [BACK],
        ),
    )


def delete_card(group: Group) -> Card:
    yes = button(texts.DELETE_YES, cb.EditGroup(id=group.id, version=group.version, do="deleted"), style="danger")
    return Card(texts.delete_question(group.name), ((yes, button(texts.CANCEL, cb.OpenGroup(id=group.id))),))


def members_card(names: Sequence[str]) -> Card:
    """The organisations understood from typed words."""
    yes = button(texts.MEMBERS_YES, cb.GroupMembers(sure=True), style="success")
    return Card(texts.found(names), ((yes, button(texts.MEMBERS_AGAIN, cb.GroupMembers())),))


def deleted_card(name: str) -> Card:
    return Card(texts.deleted(name), ((BACK,),))
