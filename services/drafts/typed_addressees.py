"""Addressees as somebody types them: «все школы, кроме Берёзовской», «Лесной»."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import own_authority
from domain.lookup import find
from domain.registry import search_key
from domain.registry.names import means_everybody, split_exception, split_names, word_stems
from services.context import Context
from services.drafts.phrases import ALL, Directory, Phrases, load_directory, load_phrases

#: Names in one message, and letters of one phrase: nobody is called by more.
MOST_NAMES, LONGEST_PHRASE = 60, 600


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed for «кому»: organisations with names, or the part that is not understood."""

    organisations: tuple[int, ...]
    names: tuple[str, ...]
    unknown: str = ""


async def understand(ctx: Context, typed: str) -> Typed:
    """Whom an official means by words of their own: a phrase, or names one after another, all but some of them.

    What is meant is shown before it counts. Raises NotAllowed.
    """
    authority_id = own_authority(ctx.actor)
    async with ctx.db.read() as session:
        phrases = await load_phrases(session, authority_id)
        directory = await load_directory(session, authority_id)
    whom, but = split_exception(typed)
    found, unknown = _everyone_named(phrases, directory, whom)
    without, unknown_but = _everyone_named(phrases, directory, but) if but else ((), "")
    left = tuple(organisation for organisation in found if organisation not in without)
    if unknown or unknown_but or not left:
        return Typed((), (), unknown or unknown_but or typed)
    return Typed(left, tuple(directory.names[o] for o in left))


def _everyone_named(phrases: Phrases, directory: Directory, words: str) -> tuple[tuple[int, ...], str]:
    """Organisations of a phrase or of several names; and the part that is not understood, then none of them."""
    found = dict.fromkeys(_meant(phrases, directory, words))
    for part in () if found else split_names(words)[:MOST_NAMES]:
        meant = _meant(phrases, directory, part)
        names = () if meant else split_names(part, by_and=True)
        each = [_meant(phrases, directory, name) for name in names]
        if not meant and not (each and all(each)):
            return (), part
        found |= dict.fromkeys([*meant, *(organisation for ids in each for organisation in ids)])
    return tuple(found), "" if found else words


def _meant(phrases: Phrases, directory: Directory, words: str) -> tuple[int, ...]:
    """Organisations some words mean for certain: as addressees of minutes, or as the only name that fits."""
    if len(words) > LONGEST_PHRASE:
        return ()
    meaning = phrases.meaning(words)
    if meaning.sure:
        return meaning.organisations
    if means_everybody(words):
        return phrases.option(ALL)
    named = [(id_, search_key(name)) for id_, name in directory.names.items()]
    alike = find(search_key(words), named, whole=True)
    return alike if len(alike) == 1 else _declined(search_key(words), named)


def _declined(wanted: str, named: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """«Лесной» is said of «МКОУ Лесная СОШ»: the only one with the same words but for their endings."""
    stems = word_stems(wanted)
    fitting = tuple(id_ for id_, key in named if stems <= word_stems(key))
    return fitting if stems and len(fitting) == 1 else ()
