"""`/privacy`: in words, and as a file."""

import json
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from services.people.privacy import Stored
from views import callbacks as cb
from views.card import Attachment, Card, button
from views.format import day, paragraphs
from views.menu import MENU
from views.texts.joining.onboarding import ROLES
from views.texts.people import officials
from views.texts.people import privacy as texts

FORGET = button(officials.FORGET, cb.Forget())


def privacy_card(stored: Stored, *, file: bool = False) -> Card:
    """What is stored, in words; with `file` everything as .json too."""
    places = [f"{row['organisation']}, {ROLES[row['role']]}" for row in stored.memberships if row["ended_at"] is None]
    given = [row for row in stored.consents if row["withdrawn_at"] is None]
    consent = texts.consent(given[-1]["text_version"], day(given[-1]["given_at"])) if given else texts.NO_CONSENT
    said = len(stored.extensions) + len(stored.disputes) + len(stored.inquiries)
    return Card(
        paragraphs(
            texts.stored(stored.name, places, day(stored.since), consent),
            texts.work(len(stored.reports), len(stored.messages), said, stored.actions, stored.notices),
            texts.WHY,
        ),
        ((button(texts.FILE, cb.Privacy(file=True)),), (FORGET, MENU)),
        (Attachment(texts.FILE_NAME, data=_file(stored)),) if file else (),
    )


def _file(stored: Stored) -> bytes:
    whole = {texts.FIELDS[field.name]: _plain(getattr(stored, field.name)) for field in fields(stored)}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def _plain(value: Any) -> Any:
    """Values of rows as JSON has them."""
    if isinstance(value, tuple):
        return [{texts.FIELDS[key]: _plain(each) for key, each in row.items()} for row in value]
    return value.isoformat() if isinstance(value, date | datetime) else value
