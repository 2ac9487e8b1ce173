"""Each editor finds their own place again in each desk."""

import pytest

from editor_app.desk import resuming
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import Access, open_desk
from editor_app.domain.bookmarks import Bookmark
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.problems import Problem
from tests.desk.sample import open_sample

PLACE = Bookmark(Criteria(list=ListName.TO_DO, search="court"), "a" * 64, "", 0.5, is_amending=True)


def test_a_place_is_each_editors_own_and_stands_after_a_restart(desk):
    resuming.keep(desk, PLACE)
    sign_in(desk, "Berta Example")
    assert resuming.bookmark(desk) is None
    resuming.keep(desk, Bookmark(document="b" * 64))
    path = desk.path
    desk.close()
    with open_sample(path) as again:
        assert resuming.bookmark(again) == PLACE
        resuming.keep(again, PLACE)
        sign_in(again, "Berta Example")
        assert resuming.bookmark(again) == Bookmark(document="b" * 64)


def test_nobody_has_no_place(tmp_path):
    with open_sample(tmp_path / "a.desk", name=None) as desk:
        assert resuming.bookmark(desk) is None
        with pytest.raises(Problem, match="editor_needed"):
            resuming.keep(desk, PLACE)


def test_a_desk_that_is_read_keeps_none_and_gives_the_last(desk):
    resuming.keep(desk, PLACE)
    with open_desk(desk.path, access=Access.READ) as read:
        assert resuming.bookmark(read) == PLACE
        with pytest.raises(Problem, match="opened_to_read"):
            resuming.keep(read, Bookmark())


def test_a_damaged_place_is_none(desk):
    with desk.store.writing() as work:
        work.meta.put(f"place:{desk.editor.id}", "no bookmark")
        work.commit()
    assert resuming.bookmark(desk) is None
