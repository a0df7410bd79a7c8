"""On behalf of which update or notice the code runs: log lines say it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

cause: ContextVar[str] = ContextVar("cause", default="")


@contextmanager
def caused_by(subject: str) -> Iterator[None]:
    """All that is done inside, in tasks and threads begun there too; `subject` is a kind and an id."""
    token = cause.set(subject)
    try:
        yield
    finally:
        cause.reset(token)
