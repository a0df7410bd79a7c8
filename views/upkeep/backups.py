"""Backups as an admin sees them."""

from services.upkeep.backups import Backup, BackupTrouble
from views.card import Card
from views.format import day, paragraphs, safe
from views.texts.upkeep import backups as texts


def made_card(done: Backup) -> Card:
    encrypted = done.path.suffix == ".age"
    return Card(safe(texts.made(done.path.name, done.size, encrypted=encrypted, damaged=done.damaged)))


def trouble_card(trouble: BackupTrouble) -> Card:
    return Card(paragraphs(*texts.failed(trouble.code, day(trouble.last.date()) if trouble.last else "")))
