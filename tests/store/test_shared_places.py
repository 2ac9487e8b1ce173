from pathlib import Path

import pytest

from editor_app.store.shared_places import Sharing, sharing_of

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/export /media/news\\040desk nfs4 rw 0 0
/dev/sdb1 /media/news\\040desk/local ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "sharing"),
    [
        ("/data/review.desk", None),
        ("/media/news desk/review.desk", Sharing.NETWORK),
        ("/media/news desk/local/review.desk", None),
        ("/mnt/share/of/all/review.desk", Sharing.NETWORK),
        ("/mnt/shared/review.desk", None),
        ("/data/Dropbox/archive/review.desk", Sharing.SYNCHRONISED),
        ("/data/OneDrive - Newsroom/review.desk", Sharing.SYNCHRONISED),
        ("/data/Library/Mobile Documents/review.desk", Sharing.SYNCHRONISED),
        ("/data/dropped/review.desk", None),
    ],
)
def test_shared_folders_are_known_by_name_or_by_their_file_system(tmp_path, place, sharing):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert sharing_of(Path(place), mounts) is sharing


def test_a_folder_is_known_by_what_a_service_leaves_in_it(tmp_path):
    desk = tmp_path / "below" / "review.desk"
    assert sharing_of(desk) is None
    (tmp_path / ".stfolder").mkdir()
    assert sharing_of(desk) is Sharing.SYNCHRONISED


def test_where_the_system_tells_nothing_nothing_is_claimed(tmp_path):
    assert sharing_of(tmp_path / "review.desk", tmp_path / "no such file") is None
