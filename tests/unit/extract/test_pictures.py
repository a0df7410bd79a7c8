"""Photos and documents of pictures: read where that is possible, else refused by their own names."""

import pytest

from domain.errors import UnreadableDocument
from domain.minutes.extract import extract
from tests.unit.extract.test_guards import picture
from tests.unit.extract.test_odt import odt
from tests.unit.extract.test_odt import p as odt_p
from tests.unit.extract.word import docx, p, package

READ = ["РЕШИЛИ:", "", "1. Вымыть окна.", "2. Купить парты."]
OF_PICTURES = {
    "docx": docx(p(), extra={"word/media/image2.jpeg": "x", "word/media/image10.jpeg": "x"}),
    "odt": odt(odt_p(" "), parts={"Pictures/1.jpg": "x", "Pictures/2.jpg": "x"}),
}


@pytest.mark.parametrize("data", [picture(), package({"скан.jpg": picture()})], ids=["a photo", "in an archive"])
def test_a_photo_is_recognised(tesseract: None, data: bytes) -> None:
    document = extract(data, "скан.jpg")
    assert [line.text for line in document.lines] == READ
    assert (document.format, document.recognised) == ("photo", True)


@pytest.mark.parametrize("name", OF_PICTURES)
def test_the_pictures_of_a_document_are_read_one_after_another(tesseract: None, name: str) -> None:
    document = extract(OF_PICTURES[name])
    assert [line.text for line in document.lines] == READ * 2
    assert (document.format, document.recognised) == (name, True)


@pytest.mark.parametrize("name", OF_PICTURES)
def test_where_nothing_is_recognised_a_document_of_pictures_says_so(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableDocument, match="pictures_only"):
        extract(OF_PICTURES[name])


def test_a_picture_in_which_nothing_can_be_read(tesseract: None) -> None:
    empty = docx(p(), extra={"word/media/image1.jpeg": ""})
    with pytest.raises(UnreadableDocument, match="pictures_only"):
        extract(empty)
