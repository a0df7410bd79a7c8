"""Whether an item without an addressee may have one that the reading has missed."""

from domain.minutes.grammar import adjectives, forms, nouns
from domain.minutes.lexer import Kind, Lexeme, lexemes
from domain.minutes.lexicon import word_list
from domain.minutes.model import Part, Role
from domain.minutes.parties import POST, Case, is_acronym, opening_case, party_case

_LIKELY = 0.2  # of all readings of a word: a surname has four cases
_GOVERN = word_list("govern_anything")


def may_name_somebody(text: str) -> bool:
    """Whether the words of an item hold somebody who could be meant to act: a person, a post in «кто» or «кому»."""
    words = lexemes(text)
    return _calls(words) or any(_is_candidate(words, at) for at in range(len(words)))


def _calls(words: tuple[Lexeme, ...]) -> bool:
    """«Рашид Ильдарович у нас …», «Классным, всем, …»: opens with a name, or with a dative that describes nothing."""
    if len(words) < 2 or words[0].kind is not Kind.WORD:
        return False
    named = words[0].text[:1].isupper() and any(form.name and form.share >= _LIKELY for form in forms(words[0].low))
    alone = words[1].text == "," and any(form.case == "datv" for form in adjectives(words[0].low))
    return named or alone


def _is_candidate(words: tuple[Lexeme, ...], at: int) -> bool:
    word = words[at]
    before = words[at - 1].low if at else ""
    if word.kind is Kind.PERSON:
        return True
    if word.kind is Kind.BRACKETS:
        return may_name_somebody(word.text[1:-1])
    if word.kind is Kind.ACRONYM:
        return is_acronym(word.text) and (at == 0 or before in {"–", "—", "-", ":", ";"})
    if word.kind is not Kind.WORD or before in _GOVERN:
        return False
    case = party_case(word.low)
    if case is Case.WHOM:
        return True
    return case is Case.WHO and (POST.match(word.low) is not None or word.text.endswith(".") or _only_subject(word))


def _only_subject(word: Lexeme) -> bool:
    """«директора обеспечивают»: alive and in the nominative; «план школы» names nobody."""
    return any(form.alive and form.case == "nomn" and form.share >= 0.5 for form in nouns(word.low))


def _gives(line: str) -> bool:
    words = lexemes(line)
    return any(
        word.kind is Kind.WORD and party_case(word.low) is Case.WHOM and (not at or words[at - 1].low not in _GOVERN)
        for at, word in enumerate(words)
    )


def named_outside(parts: tuple[Part, ...]) -> bool:
    """Whether a line that is no item names somebody in the dative: a heading that was not taken for one."""
    return any(
        opening_case(line) is Case.WHOM or (line.rstrip().endswith(":") and _gives(line))
        for part in parts
        if part.role in {Role.NOTHING, Role.PREAMBLE, Role.FURNITURE}
        for line in part.text.split("\n")
        if len(line) < 300
    )
