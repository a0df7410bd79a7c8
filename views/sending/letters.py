"""«Письмо для почты»: the file for organisations outside the bot."""

from services.sending.letters import Letters
from views.card import Attachment, Card
from views.papers.letters import letters_file
from views.texts.sending import letters as texts


def letters_card(letters: Letters) -> Card:
    """The letters as one document to send by mail or print."""
    names = [share.organisation for share in letters.shares]
    single = len(names) == 1
    name = texts.letter_name(names[0]) if single else texts.LETTERS_NAME
    text = texts.LETTER_READY if single else texts.letters_ready(len(names))
    return Card(text, attachments=(Attachment(name, data=letters_file(letters)),))
