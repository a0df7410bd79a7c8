"""Invented documents of many authors with their labels: what was read rightly stays so, nothing goes wrong unseen.

Each batch was written by somebody who knew nothing of the reader and was first read as it came (docs/reader.md has the
figures of these first looks); the bounds here are of the reader that has learnt from them.
"""

from pathlib import Path

import pytest

from benchmarks.labels import Figures, compare, labelled
from domain.errors import UnreadableDocument
from domain.minutes import read
from domain.minutes.extract import extract

CORPUS = Path(__file__).parents[2] / "data" / "corpus"

#: Batch → the share entirely right at least; wrong though shown as sure, lost unseen and asked needlessly at most.
#: A ratchet: without the last a question about everything would look like care.
BOUNDS = {
    "clerks": (0.97, 1, 0, 15),
    "programs": (0.92, 4, 3, 21),
    "regions": (0.94, 5, 1, 33),
    "deputies": (0.87, 2, 2, 22),
    "ministries": (0.93, 3, 3, 27),
    "district": (0.97, 0, 0, 22),
    "councils": (0.94, 3, 0, 18),
    "exports": (0.76, 4, 8, 18),
    "assistants": (0.75, 8, 4, 15),
    "panels": (0.98, 1, 0, 7),
    "officials": (0.91, 5, 3, 22),
}


def figures(batch: str) -> Figures:
    total = Figures()
    for path, label in labelled(CORPUS / batch):
        try:
            found = compare(read(extract(path.read_bytes(), path.name)), label)
        except UnreadableDocument as refusal:
            found = Figures(decisions=len(label["decisions"]), notes=[f"REFUSED {refusal.code}"])
        total += found
    return total


@pytest.mark.parametrize("batch", BOUNDS)
def test_a_batch_is_read_as_well_as_before(batch: str) -> None:
    right, sure_wrong, lost, needless = BOUNDS[batch]
    found = figures(batch)
    assert found.right >= right * found.decisions, found
    assert found.sure_wrong <= sure_wrong, "\n".join(note for note in found.notes if "SILENT" in note)
    assert found.lost <= lost, "\n".join(note for note in found.notes if "LOST" in note)
    assert found.needless <= needless, "\n".join(note for note in found.notes if "needless" in note)


def test_every_batch_has_its_bounds() -> None:
    assert {folder.name for folder in CORPUS.iterdir()} == BOUNDS.keys()
