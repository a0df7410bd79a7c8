"""«Через муниципальные органы»: which authorities stand between a department and the organisations it means."""

from collections.abc import Iterable, Mapping

from domain.organisations import Organisation, OrganisationKind

#: Codes of the two options of one question: by way of the authorities, or to the organisations themselves.
THROUGH, DIRECT = "through", "direct"
#: Code of the option with the organisations that were named last time.
LAST = "last"
#: Before the code of a group: its organisations by way of their authorities.
BY_WAY_OF = "t-"


def heads_of(organisations: Iterable[Organisation], authority_id: int) -> dict[int, int]:
    """Organisation → the education authority right below `authority_id` that it stands under; others are left out."""
    known = {one.id: one for one in organisations}
    heads: dict[int, int] = {}
    for one in known.values():
        place, seen = one, set[int]()
        while place.parent_id in known and place.parent_id != authority_id and place.id not in seen:
            seen.add(place.id)
            place = known[place.parent_id]
        if place.id != one.id and place.kind is OrganisationKind.AUTHORITY and place.parent_id == authority_id:
            heads[one.id] = place.id
    return heads


def by_way_of(organisations: Iterable[int], heads: Mapping[int, int]) -> tuple[int, ...]:
    """The same addressees with authorities in place of what stands below them; () when nothing does."""
    wanted = tuple(organisations)
    if not any(place in heads for place in wanted):
        return ()
    return tuple(dict.fromkeys(heads.get(place, place) for place in wanted))
