"""Folders in which a desk is in danger: those a service copies to other computers, and those of a network.

There two machines can write without knowing of one another, and a copy can take the place of the desk or of
its log at any moment.
"""

import os
from enum import StrEnum
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "ncpfs", "glusterfs"),
        *(
            "fuse.sshfs",
            "fuse.rclone",
            "fuse.davfs",
            "fuse.gvfsd-fuse",
            "fuse.glusterfs",
            "virtiofs",
            "vboxsf",
        ),
    )
)
_SERVICES = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
    "pcloud",
    "icloud",
)
_INSIDE = frozenset({"mobile documents", "cloudstorage", "com~apple~clouddocs"})
_MARKS = (".dropbox", ".stfolder", ".nextcloudsync.log", ".owncloudsync.log", ".seafile-data")


class Sharing(StrEnum):
    """How a folder is shared with other computers."""

    SYNCHRONISED = "desk_synchronised"
    NETWORK = "desk_on_network"


def sharing_of(desk: Path, mounts: Path = _MOUNTS) -> Sharing | None:
    """Tell whether the folder a desk lies in is shared with other computers; None as far as can be told."""
    place = desk.absolute()
    if any(_is_synchronised(folder) for folder in place.parents):
        return Sharing.SYNCHRONISED
    is_remote = os.fspath(place).startswith("\\\\") or _file_system(place, mounts) in _NETWORK
    return Sharing.NETWORK if is_remote else None


def _is_synchronised(folder: Path) -> bool:
    name = folder.name.casefold()
    if name.startswith(_SERVICES) or name in _INSIDE:
        return True
    return any(os.path.lexists(folder / mark) for mark in _MARKS)


def _file_system(place: Path, mounts: Path) -> str:
    """Give the type of the file system a path lies on, "" where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
    except OSError:
        return ""
    longest, found = -1, ""
    for line in lines:
        _device, _, rest = line.partition(" ")
        point, _, kind = rest.partition(" ")
        at = Path(point.replace("\\040", " ").replace("\\011", "\t"))
        if point and place.is_relative_to(at) and len(at.parts) >= longest:
            longest, found = len(at.parts), kind.partition(" ")[0]
    return found
