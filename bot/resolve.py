"""`python -m bot resolve`: what addressee phrases mean in a registry, without settings, database or messenger."""

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from domain.errors import DomainError
from domain.minutes.resolve import Registry, resolve
from domain.organisations import OrganisationKind
from domain.registry import read_table
from views.texts import errors
from views.texts.drafts import resolving as texts

EXIT_USAGE = 2


def main(arguments: list[str]) -> int:
    """Print who is meant by each phrase: `--registry FILE [--json] PHRASE…`.

    With `--json` one list in the order of the phrases: short names, or "ask". Status 2 when the call is wrong or the
    registry is refused (one sentence on stderr).
    """
    as_json = "--json" in arguments
    words = [word for word in arguments if word != "--json"]
    if "--registry" not in words[:-1]:
        return _refuse(texts.USAGE)
    place = words.index("--registry")
    path, phrases = Path(words[place + 1]), words[:place] + words[place + 2 :]
    if not phrases:
        return _refuse(texts.USAGE)
    try:
        registry = load(path)
    except OSError:
        return _refuse(texts.NO_FILE.format(name=path))
    except DomainError as refusal:
        return _refuse(errors.sentence(refusal))
    sys.stdout.write(_answers(registry, phrases, as_json) + "\n")
    return 0


def load(path: Path) -> Registry:
    """A registry from a table; its only education authority is taken for the importing one."""
    rows = read_table(path.read_bytes()).organisations
    organisations = tuple(replace(row, id=number) for number, row in enumerate(rows, start=1))
    authorities = [found.id for found in organisations if found.kind is OrganisationKind.AUTHORITY]
    return Registry(organisations, authorities[0] if len(authorities) == 1 else None)


def _answers(registry: Registry, phrases: list[str], as_json: bool) -> str:
    short = {organisation.id: organisation.short_name for organisation in registry.organisations}

    def names(ids: Iterable[int]) -> list[str]:
        return [short[one] for one in ids]

    found = [resolve(phrase, registry) for phrase in phrases]
    if as_json:
        return json.dumps([names(one.organisation_ids) if one.sure else "ask" for one in found], ensure_ascii=False)
    return "\n\n".join(texts.resolved(phrase, one, names) for phrase, one in zip(phrases, found, strict=True))


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return EXIT_USAGE
