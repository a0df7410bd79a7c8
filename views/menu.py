"""The two buttons that stand on many cards, and how long the label of a button may be."""

from views import callbacks as cb
from views.card import button
from views.texts import words as words_texts

LONGEST_LABEL = 60


MENU = button(words_texts.MENU, cb.Menu())


HELP = button(words_texts.HELP, cb.Help())
