"""Words typed instead of commands lead to commands that somebody answers."""

from handlers.words import AROUND, KNOWN
from tests.architecture.test_buttons import handled_commands


def test_every_word_is_a_command() -> None:
    assert {command.split()[0] for both in KNOWN.values() for command in both} <= handled_commands(), (
        "nobody answers this command: correct handlers/words.py"
    )


def test_words_are_written_as_they_are_compared() -> None:
    assert [word for word in KNOWN if word != " ".join(word.casefold().strip(AROUND).split())] == [], (
        "in handlers/words.py: small letters, single spaces, no signs around"
    )
