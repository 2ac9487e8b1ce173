"""Who signed a package, said on the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from editor_app import paths
from editor_app.cli.call import Call
from editor_app.desk import signing
from editor_app.desk.signing import Signer
from editor_app.domain.problems import Problem
from editor_app.formats.package.signature import shown_fingerprint
from editor_app.i18n import gettext


def tell_signers(call: Call, packages: Sequence[Path], *, are_sound: bool = True) -> list[Signer]:
    """Say of each package who signed it, and give that; what is no package is said elsewhere.

    Of packages that are not sound no signature is passed on as one: it says less than it seems to.
    """
    found: list[Signer] = []
    for package in packages:
        try:
            found += signing.signers([package], paths.settings_file())
        except Problem:
            continue
        call.output.tell(f"{package.name}: {signer_words(found[-1], is_sound=are_sound)}")
    return found


def signer_words(signer: Signer, *, is_sound: bool = True) -> str:
    """Say who signed a package, with the fingerprint of the key; of one that does not hold, who is named."""
    if signer.signature is None:
        return gettext("not signed")
    who = signer.name or (
        gettext("your own key") if signer.is_own else gettext("a key nobody has named here")
    )
    words = gettext("signed by {who}, fingerprint {fingerprint}")
    if not signer.signature.is_checked:
        words = gettext(
            "says it was signed by {who}, fingerprint {fingerprint}; that needs cryptography to check"
        )
    elif not is_sound:
        words = gettext(
            "names {who} as its signer, fingerprint {fingerprint}, but does not hold: do not rely on it"
        )
    return words.format(who=who, fingerprint=shown_fingerprint(signer.signature.fingerprint))


def signer_record(signer: Signer, *, is_sound: bool) -> dict[str, Any] | None:
    """Give a signature for `--json`; `checked` only where it was checked and the package holds."""
    if signer.signature is None:
        return None
    return {
        "fingerprint": signer.signature.fingerprint,
        "checked": signer.signature.is_checked and is_sound,
        "signer": signer.name,
        "own": signer.is_own,
    }
