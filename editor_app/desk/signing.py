"""Signing packages: the key of this person on this machine, and the keys of others that are known by name."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from editor_app import settings
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.formats.package import signature
from editor_app.formats.package.reading import open_package
from editor_app.formats.package.signature import BadKey, Seal, Signature

KEY_FILE = "signing-key.pem"
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a package, as far as this machine knows; `signature` is None where nobody did.

    `name` is the one a person gave the key, `is_own` True for the key of this machine.
    """

    path: Path
    signature: Signature | None
    name: str | None = None
    is_own: bool = False


def refuse_unready() -> None:
    """Raise the Problem sign_missing where what signing needs is not installed."""
    signature.refuse_unready()


def own_fingerprint(settings_file: Path) -> str | None:
    """Give the fingerprint of the key of this machine; None where none was made yet."""
    place = _place(settings_file)
    if not place.exists() or not signature.IS_THERE:
        return None
    return signature.fingerprint_of(_read(place, signature.public_half))


def seal(settings_file: Path) -> tuple[Seal, str]:
    """Give what signs a package, and the fingerprint of its key, which is made the first time.

    Problems: sign_missing without the library, key_unusable for a file that holds no such key.
    """
    signature.refuse_unready()
    place = _place(settings_file)
    if not place.exists():
        _make(place)
    made = _read(place, signature.seal_with)
    return made, signature.fingerprint_of(_read(place, signature.public_half))


def signers(paths: Sequence[Path], settings_file: Path) -> list[Signer]:
    """Say of each package who signed it; none of them is checked for anything else."""
    known, own = settings.load(settings_file).signers, own_fingerprint(settings_file)
    return [_signer(path, known, own) for path in paths]


def remember(fingerprint: str, name: str, settings_file: Path) -> None:
    """Know a key by a name from now on."""
    now = settings.load(settings_file)
    settings.save(replace(now, signers={**now.signers, fingerprint: name.strip()}), settings_file)


def _signer(path: Path, known: dict[str, str], own: str | None) -> Signer:
    with open_package(path) as package:
        found = package.signature()
    if found is None:
        return Signer(path, None)
    return Signer(path, found, known.get(found.fingerprint), found.fingerprint == own)


def _place(settings_file: Path) -> Path:
    return settings_file.with_name(KEY_FILE)


def _make(place: Path) -> None:
    """Write a new key pair, readable by its owner alone; never over a file that is there."""
    data = signature.new_key()
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        raise Problem("not_written", path=str(place), cause=fault.strerror or str(fault)) from fault


def _read(place: Path, use: Callable[[bytes], _Made]) -> _Made:
    try:
        return use(place.read_bytes())
    except (OSError, BadKey) as fault:
        raise Problem("key_unusable", ExitStatus.UNUSABLE, path=str(place)) from fault
