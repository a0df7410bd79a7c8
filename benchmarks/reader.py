"""The reader against labelled documents, and its time per page beside a floor.

python -m benchmarks.reader [DIR…]    the own corpus and the known sets, or any folders of documents with labels
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.cpu import since
from benchmarks.labels import Figures, compare, labelled
from domain.errors import UnreadableDocument
from domain.minutes import read, read_text
from domain.minutes.doubts import is_sure
from domain.minutes.extract import extract

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "minutes"
OWN = ROOT / "tests" / "data" / "minutes"
CORPUS = ROOT / "tests" / "data" / "corpus"
PAGE = 2500  # characters
ROUNDS = 20


def main() -> None:
    """Every set, silent errors first: what an official would never see is worse than what is asked."""
    folders = [Path(argument) for argument in sys.argv[1:]] or [*sorted(CORPUS.iterdir()), *_shared()]
    for folder in folders:
        _scores(folder)
    if len(sys.argv) == 1:
        _times()


def _shared() -> list[Path]:
    if not SHARED.exists():
        print(f"!! {SHARED} is absent: the own corpus ONLY")
        return []
    return [SHARED, SHARED / "formats", SHARED / "second"]


def _scores(folder: Path) -> None:
    total = Figures()
    for path, label in labelled(folder):
        try:
            found = compare(read(extract(path.read_bytes(), path.name)), label)
        except UnreadableDocument as refusal:
            found = Figures(decisions=len(label["decisions"]), notes=[f"REFUSED {refusal.code}"])
        found.notes = [f"{path.stem}: {note}" for note in found.notes]
        total += found
    print(f"== {folder}")
    order = ("SILENT", "LOST", "REFUSED", "asked", "needless")
    for note in sorted(total.notes, key=lambda note: next(at for at, word in enumerate(order) if word in note)):
        print("   ", note)
    print(f"  {total}")


def _times() -> None:
    """CPU time per page of reading, beside splitting the same text into words with one expression."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(OWN.glob("*.txt")))
    pages = len(text) / PAGE
    floor = _seconds(lambda: re.findall(r"\w+|[^\w\s]", text)) / pages
    reader = _seconds(lambda: [read_text(path.read_text(encoding="utf-8")) for path in OWN.glob("*.txt")]) / pages
    items = [item for path in OWN.glob("*.txt") for item in read_text(path.read_text(encoding="utf-8")).items]
    ratio = reader / floor
    print(f"== time per page of {PAGE} characters: {1000 * reader:.1f} ms, {ratio:.0f} × a pass of one expression")
    print(f"   own protocols: {len(items)} items, sure {sum(map(is_sure, items))}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(ROUNDS):
        work()
    return since(start) / ROUNDS


if __name__ == "__main__":
    main()
