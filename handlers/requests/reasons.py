"""Ready reasons, as buttons name them."""

from collections.abc import Sequence

from domain.errors import Stale
from views.texts.assignments.request_lines import ready


def ready_reason(labels: Sequence[str], number: int) -> str:
    """The reason of a button, counted from 1, as a part of a sentence. Raises Stale for a list of before."""
    if not 0 < number <= len(labels):
        raise Stale
    return ready(labels[number - 1])
