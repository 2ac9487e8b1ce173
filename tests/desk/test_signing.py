"""A package can be signed: what was changed is refused, and who signed is said by fingerprint and name."""

import shutil
import stat
import subprocess
import zipfile
from hashlib import sha256

import bagit
import pytest

from editor_app.desk import exporting, merging, signing, verifying
from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.formats.package import layout, signature
from tests.desk.sample import add, open_sample, wire_text


def export(desk, target, **options):
    return exporting.run(desk, Choice(Format.PACKAGE, target, is_signed=True, **options))


@pytest.fixture
def signed(desk, ids, tmp_path):
    """A signed package as a plain folder."""
    return export(desk, tmp_path / "signed", as_folder=True)


def reseal(folder):
    """Write the manifests anew, as somebody who changed a package and knows BagIt would."""
    payload = {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in (folder / "data").rglob("*")
        if path.is_file()
    }
    (folder / layout.MANIFEST).write_text(layout.manifest_text(payload))
    tags = (layout.BAGIT, layout.BAG_INFO, layout.MANIFEST, layout.README)
    digests = {name: sha256((folder / name).read_bytes()).hexdigest() for name in tags}
    (folder / layout.TAG_MANIFEST).write_text(layout.manifest_text(digests))


def codes(folder):
    return [remark.code for remark in verifying.verify(folder)]


def test_a_signed_package_holds_has_the_digest_of_the_unsigned_one_and_the_same_bytes(desk, ids, tmp_path):
    plain = exporting.run(desk, Choice(Format.PACKAGE, tmp_path / "plain.review.zip"))
    one, two = export(desk, tmp_path / "one.review.zip"), export(desk, tmp_path / "two.review.zip")
    assert one.digest == two.digest == plain.digest
    assert one.path.read_bytes() == two.path.read_bytes()
    assert verifying.verify(one.path) == []
    assert one.fingerprint == signing.own_fingerprint(desk.settings_file)


def test_a_signed_package_is_still_a_bag_and_openssl_checks_it(signed):
    folder = signed.path
    bagit.Bag(str(folder)).validate()
    for manifest in (layout.MANIFEST, layout.TAG_MANIFEST):
        done = subprocess.run(["sha256sum", "-c", manifest], cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0
    der = subprocess.run(
        ["openssl", "pkey", "-pubin", "-in", layout.SIGNING_KEY, "-outform", "DER"],
        cwd=folder, capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert sha256(der).hexdigest() == signed.fingerprint
    words = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", layout.SIGNING_KEY, "-rawin"]
    words += ["-in", layout.TAG_MANIFEST, "-sigfile", layout.SIGNATURE]
    assert subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode == 0


def test_the_key_is_made_once_and_only_its_owner_reads_it(desk, signed):
    place = desk.settings_file.with_name(signing.KEY_FILE)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    before = place.read_bytes()
    assert signing.seal(desk.settings_file)[1] == signed.fingerprint
    assert place.read_bytes() == before


def test_no_private_key_is_in_a_package(signed):
    files = [path for path in signed.path.rglob("*") if path.is_file()]
    assert files and not any(b"PRIVATE KEY" in path.read_bytes() for path in files)


def test_a_changed_package_is_refused_however_well_its_manifests_fit(signed, tmp_path):
    ledger = signed.path / "data/views/ledger.md"
    ledger.write_text(ledger.read_text().replace("Ledger", "Legend"))
    reseal(signed.path)
    bagit.Bag(str(signed.path)).validate()
    assert codes(signed.path) == ["signature_wrong"]
    with open_sample(tmp_path / "other.desk") as other, pytest.raises(Problem) as caught:
        merging.run(other, [signed.path])
    assert caught.value.status is ExitStatus.INTEGRITY


@pytest.mark.parametrize("damage", ["signature", "key", "half", "foreign"])
def test_a_signature_that_is_none_is_told(signed, desk, tmp_path, damage):
    key, sealed = signed.path / layout.SIGNING_KEY, signed.path / layout.SIGNATURE
    if damage == "signature":
        sealed.write_bytes(bytes(64))
    elif damage == "key":
        key.write_bytes(b"-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----\n")
    elif damage == "half":
        key.unlink()
    else:
        key.write_bytes(signature.public_half(signature.new_key()))
    wanted = "signature_wrong" if damage in ("signature", "foreign") else "signature_unreadable"
    assert codes(signed.path) == [wanted]


def test_an_unsigned_package_is_said_to_be_and_so_is_one_whose_signature_was_taken_away(signed, desk):
    shutil.rmtree(signed.path / "signature")
    assert codes(signed.path) == []
    (found,) = signing.signers([signed.path], desk.settings_file)
    assert found.signature is None


def test_a_key_is_own_unknown_or_known_by_a_name(signed, desk, tmp_path):
    (own,) = signing.signers([signed.path], desk.settings_file)
    assert own.is_own and own.signature.fingerprint == signed.fingerprint
    elsewhere = tmp_path / "elsewhere" / "settings.toml"
    (stranger,) = signing.signers([signed.path], elsewhere)
    assert (stranger.is_own, stranger.name) == (False, None)
    signing.remember(signed.fingerprint, "The night desk", elsewhere)
    assert signing.signers([signed.path], elsewhere)[0].name == "The night desk"


def test_a_signed_package_merges(signed, tmp_path):
    with open_sample(tmp_path / "other.desk") as other:
        assert merging.run(other, [signed.path]).documents == 4


def test_without_the_library_signing_says_what_to_install_and_a_signature_is_said_unchecked(
    signed, desk, tmp_path, monkeypatch
):
    monkeypatch.setattr(signature, "IS_THERE", False)
    with pytest.raises(Problem) as caught:
        export(desk, tmp_path / "more.review.zip")
    assert caught.value.code == "sign_missing" and not (tmp_path / "more.review.zip").exists()
    assert codes(signed.path) == []
    (found,) = signing.signers([signed.path], desk.settings_file)
    assert (found.signature.fingerprint, found.signature.is_checked) == (signed.fingerprint, False)


def test_a_key_file_that_holds_no_key_is_refused_and_left_alone(desk, ids, tmp_path):
    place = desk.settings_file.with_name(signing.KEY_FILE)
    place.write_text("A letter.")
    with pytest.raises(Problem) as caught:
        export(desk, tmp_path / "out.review.zip")
    assert caught.value.code == "key_unusable" and place.read_text() == "A letter."


def test_only_a_package_is_signed(desk, ids, tmp_path):
    with pytest.raises(Problem) as caught:
        exporting.run(desk, Choice(Format.CSV, tmp_path / "out.csv", is_signed=True))
    assert caught.value.code == "sign_package_only"


def test_force_replaces_a_signed_folder(signed, desk, ids):
    add(desk, {"900.txt": wire_text("One more")})
    assert export(desk, signed.path, as_folder=True, force=True).digest != signed.digest


def test_a_zip_lists_the_signature_in_its_sorted_place(desk, ids, tmp_path):
    report = export(desk, tmp_path / "out.review.zip")
    with zipfile.ZipFile(report.path) as archive:
        names = archive.namelist()
    assert names == sorted(names) and f"{layout.TOP}/{layout.SIGNATURE}" in names
