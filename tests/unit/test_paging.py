"""One arithmetic for pages: rows on a page, how many pages, the page nearest to an old button's."""

import pytest

from domain.paging import Page, page_of


@pytest.mark.parametrize(
    ("total", "wanted", "expected"),
    [
        (0, 0, Page(0, 1, 8)),
        (8, 0, Page(0, 1, 8)),
        (9, 1, Page(1, 2, 8)),
        (9, 99, Page(1, 2, 8)),
        (9, -1, Page(0, 2, 8)),
    ],
)
def test_an_old_button_opens_the_nearest_page(total: int, wanted: int, expected: Page) -> None:
    assert page_of(total, wanted, 8) == expected


def test_the_pages_together_are_the_list() -> None:
    rows = list("abcdefghij")
    pages = [page_of(len(rows), number, 4) for number in range(3)]
    assert ["".join(page.cut(rows)) for page in pages] == ["abcd", "efgh", "ij"]
    assert [page.offset for page in pages] == [0, 4, 8]
