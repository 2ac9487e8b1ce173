"""`verify`: whether a package holds."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from editor_app import paths
from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.output import listed_remarks
from editor_app.cli.signing import signer_record, tell_signers
from editor_app.cli.words import path
from editor_app.desk import signing, verifying
from editor_app.desk.signing import Signer
from editor_app.desk.signing_in import clean_name
from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.formats.package.trees import looks_packed
from editor_app.i18n import gettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `verify` takes."""
    parser.add_argument("package", type=path, metavar="PACKAGE", help=gettext("a .review.zip or its folder"))
    parser.add_argument(
        "--trust", metavar="NAME", help=gettext("know the key that signed it by this name from now on")
    )


def run(call: Call) -> ExitStatus:
    """Check the package; no desk is needed."""
    package: Path = call.options.package
    _refuse_what_is_no_package(package)
    try:
        with followed() as watch:
            found = verifying.verify(package, watch)
    except Problem as problem:
        if problem.status is not ExitStatus.INTEGRITY:
            raise
        # What cannot even be opened as a package does not hold either.
        found = [Remark(package.name, problem.code, problem.fields)]
    (signer,) = tell_signers(call, [package], are_sound=not found) or (Signer(package, None),)
    if call.options.trust is not None:
        signer = _trust(call, signer, is_sound=not found)
    record = signer_record(signer, is_sound=not found)
    return tell(call, found, {} if record is None else {"signature": record})


def _trust(call: Call, signer: Signer, *, is_sound: bool) -> Signer:
    """Know the key of a sound package by a name; Problem nothing_to_trust where there is no such key."""
    name = clean_name(call.options.trust)
    if signer.signature is None or not signer.signature.is_checked or not is_sound:
        raise Problem("nothing_to_trust", path=str(signer.path))
    signing.remember(signer.signature.fingerprint, name, paths.settings_file())
    return replace(signer, name=name)


def _refuse_what_is_no_package(place: Path) -> None:
    """Refuse what nobody packed; a package that lost a part, or a zip that was cut off, is checked."""
    if place.exists() and not looks_packed(place):
        raise Problem("not_a_package", path=str(place))


def tell(call: Call, found: list[Remark], more: Mapping[str, object] | None = None) -> ExitStatus:
    """Print whether everything holds, and what does not."""
    problems = listed_remarks(found)
    said = gettext("Everything holds.") if not found else gettext("It does not hold.")
    call.output.give({"ok": not found, "problems": problems, **(more or {})}, [said])
    call.output.tell_remarks(gettext("Problems:"), problems)
    return ExitStatus.INTEGRITY if found else ExitStatus.DONE
