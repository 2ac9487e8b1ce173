"""A signature on the command line: made, said, known by a name, and refused where it does not fit."""

import shutil


def test_a_package_is_signed_and_each_verb_says_by_whom(program, ids, tmp_path):
    package = tmp_path / "out.review.zip"
    made = program("export", package, "--sign", "--json")
    fingerprint = made.json["signature"]
    assert len(fingerprint) == 64 and f"{fingerprint[:8]} {fingerprint[8:16]}" in made.err
    said = program("verify", package, "--json")
    assert (said.status, said.json["signature"]["fingerprint"]) == (0, fingerprint)
    assert said.json["signature"]["own"] and "signed by your own key" in said.err
    assert "signed by your own key" in program("merge", package).err


def test_a_key_is_known_by_the_name_it_is_given(program, ids, tmp_path):
    package = tmp_path / "out.review.zip"
    program("export", package, "--sign")
    assert program("verify", package, "--trust", "The night desk", "--json").json["signature"]["signer"]
    assert "signed by The night desk" in program("verify", package).err


def test_an_unsigned_package_is_said_to_be_and_gives_no_key_to_trust(program, ids, tmp_path):
    package = tmp_path / "out.review.zip"
    program("export", package)
    answer = program("verify", package, "--json")
    assert answer.json == {"ok": True, "problems": []} and "out.review.zip: not signed" in answer.err
    refused = program("verify", package, "--trust", "Anybody", "--json")
    assert (refused.status, refused.json["error"]["code"]) == (2, "nothing_to_trust")


def test_a_changed_signed_package_is_refused_with_3(program, ids, tmp_path):
    folder = tmp_path / "out"
    program("export", f"{folder}/", "--sign")
    other = tmp_path / "other"
    program("export", f"{other}/", "--state", "none", "--sign")
    shutil.rmtree(folder / "signature")
    shutil.copytree(other / "signature", folder / "signature")
    answer = program("verify", folder, "--json")
    assert (answer.status, [it["code"] for it in answer.json["problems"]]) == (3, ["signature_wrong"])
    assert not answer.json["signature"]["checked"]
    assert "signed by" not in answer.err and "do not rely on it" in answer.err
    assert program("merge", folder, "--json").status == 3
