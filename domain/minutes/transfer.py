"""ReadMinutes ↔ plain JSON: to pass a process boundary and for `python -m bot read --json`."""

from datetime import date
from typing import Any

from domain.minutes.doubts import is_sure
from domain.minutes.model import (
    ControlForm,
    Deadline,
    DeadlineKind,
    Document,
    Item,
    Line,
    Part,
    Question,
    ReadMinutes,
    Requirement,
    Role,
    Suggestion,
)


def reading_to_json(reading: ReadMinutes) -> dict[str, Any]:
    """Number, date, decisions (number, text, deadline_kind, deadline_date, addressees, …), questions, document."""
    return {
        "number": reading.number,
        "date": _written(reading.date),
        "title": reading.title,
        "issuer": reading.issuer,
        "questions": [{"index": q.index, "title": q.title, "theme": q.theme} for q in reading.questions],
        "decisions": [_item(item) for item in reading.items],
        "document": _document(reading.document),
        "parts": [
            {"role": part.role.value, "lines": [part.first, part.last], "text": part.text, "asked": part.asked}
            for part in reading.parts
        ],
    }


def reading_from_json(data: dict[str, Any]) -> ReadMinutes:
    """The reverse of `reading_to_json`."""
    return ReadMinutes(
        number=data["number"],
        date=_day(data["date"]),
        title=data["title"],
        issuer=data["issuer"],
        questions=tuple(Question(**question) for question in data["questions"]),
        items=tuple(_item_back(item) for item in data["decisions"]),
        document=_document_back(data["document"]),
        parts=tuple(_part_back(part) for part in data["parts"]),
    )


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _item(item: Item) -> dict[str, Any]:
    deadline, suggestion = item.deadline, item.suggestion
    shown = None if deadline.kind is DeadlineKind.RECURRING else deadline.date
    return {
        "question": item.question,
        "number": item.number,
        "bullet": item.bullet,
        "under": item.under,
        "text": item.text,
        "deadline_kind": deadline.kind.value,
        "deadline_date": _written(shown),
        "deadline_dates": [day.isoformat() for day in deadline.dates],
        "deadline_phrase": deadline.phrase,
        "deadline_rule": deadline.rule,
        "deadline_doubt": deadline.doubt,
        "recurrence": deadline.recurrence,
        "recurrence_day": deadline.day,
        "addressees": list(item.addressees),
        "addressee_phrase": item.addressee_phrase,
        "named_targets": list(item.named_targets),
        "span": list(item.span),
        "doubts": list(item.doubts),
        "party_unsure": item.party_unsure,
        "sure": is_sure(item),
        "form": suggestion.form.value,
        "requirement": [code.value for code in suggestion.requirement],
        "not_needed_allowed": suggestion.not_needed_allowed,
        "form_reason": suggestion.reason,
        "form_doubt": suggestion.doubt,
    }


def _part_back(data: dict[str, Any]) -> Part:
    first, last = data["lines"]
    return Part(Role(data["role"]), first, last, data["text"], data["asked"])


def _item_back(data: dict[str, Any]) -> Item:
    return Item(
        question=data["question"],
        number=data["number"],
        bullet=data["bullet"],
        under=data["under"],
        text=data["text"],
        deadline=Deadline(
            kind=DeadlineKind(data["deadline_kind"]),
            phrase=data["deadline_phrase"],
            dates=tuple(date.fromisoformat(day) for day in data["deadline_dates"]),
            rule=data["deadline_rule"],
            recurrence=data["recurrence"],
            day=data["recurrence_day"],
            doubt=data["deadline_doubt"],
        ),
        addressees=tuple(data["addressees"]),
        addressee_phrase=data["addressee_phrase"],
        named_targets=tuple(data["named_targets"]),
        span=(data["span"][0], data["span"][1]),
        doubts=tuple(data["doubts"]),
        party_unsure=data["party_unsure"],
        suggestion=Suggestion(
            form=ControlForm(data["form"]),
            requirement=tuple(Requirement(code) for code in data["requirement"]),
            not_needed_allowed=data["not_needed_allowed"],
            reason=data["form_reason"],
            doubt=data["form_doubt"],
        ),
    )


def _document(document: Document) -> dict[str, Any]:
    return {
        "format": document.format,
        "recognised": document.recognised,
        "warnings": list(document.warnings),
        "lines": [_line(line) for line in document.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    """Only what is there: most lines are text and nothing else."""
    plain = {
        "text": line.text,
        "cells": list(line.cells),
        "table": line.table,
        "heading": line.heading,
        "page": line.page,
    }
    return {name: value for name, value in plain.items() if name == "text" or value not in (None, False, [])}


def _document_back(data: dict[str, Any]) -> Document:
    lines = tuple(Line(**{**line, "cells": tuple(line.get("cells", ()))}) for line in data["lines"])
    return Document(lines, data["format"], data["recognised"], tuple(data["warnings"]))
