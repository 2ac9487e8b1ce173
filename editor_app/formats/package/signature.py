r"""The signature of a package: Ed25519 over its tag manifest, which names every other file.

It lies beside what the manifests name, so that a package has the same digest signed and unsigned. Plain tools
check it too:

    openssl pkeyutl -verify -pubin -inkey signature/public-key.pem -rawin \
        -in tagmanifest-sha256.txt -sigfile signature/tagmanifest-sha256.txt.sig
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from editor_app.domain.problems import ExitStatus, Problem
from editor_app.formats.package import layout

try:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
except ImportError:  # the extra `sign` brings it
    IS_THERE = False
else:
    IS_THERE = True

Seal = Callable[[bytes], dict[str, bytes]]
_BEGIN: Final = "-----BEGIN PUBLIC KEY-----"
_END: Final = "-----END PUBLIC KEY-----"
_GROUP: Final = 8


class BadKey(ValueError):
    """What should be a key is none, or one of another kind."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a package, by the fingerprint of the key: the SHA-256 of its public half (DER).

    `is_checked` is False where the library that could check it is not installed.
    """

    fingerprint: str
    is_checked: bool


def new_key() -> bytes:
    """Make a key pair and give it as PEM, unencrypted; Problem extra_missing without the library."""
    refuse_unready()
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_half(key: bytes) -> bytes:
    """Give the public half of a key pair as PEM; BadKey where it is none."""
    return (
        _private(key)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def fingerprint_of(public: bytes) -> str:
    """Give the fingerprint of a public key in PEM; BadKey where it is none."""
    text = public.decode("ascii", "replace").strip()
    if not text.startswith(_BEGIN) or not text.endswith(_END):
        raise BadKey("pem")
    try:
        der = base64.b64decode("".join(text[len(_BEGIN) : -len(_END)].split()), validate=True)
    except binascii.Error as fault:
        raise BadKey("base64") from fault
    return hashlib.sha256(der).hexdigest()


def shown_fingerprint(fingerprint: str) -> str:
    """Give a fingerprint as it is read aloud: in groups."""
    return " ".join(fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP))


def seal_with(key: bytes) -> Seal:
    """Give what signs a tag manifest with a key pair: the files to lay beside it."""
    refuse_unready()
    private, public = _private(key), public_half(key)
    return lambda manifest: {layout.SIGNATURE: private.sign(manifest), layout.SIGNING_KEY: public}


def holds(public: bytes, manifest: bytes, signature: bytes) -> bool:
    """Tell whether a signature is of this manifest and this key."""
    refuse_unready()
    try:
        key = serialization.load_pem_public_key(public)
        if not isinstance(key, Ed25519PublicKey):
            return False
        key.verify(signature, manifest)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def refuse_unready() -> None:
    """Raise the Problem sign_missing where the library is not installed."""
    if not IS_THERE:
        raise Problem("sign_missing", ExitStatus.UNUSABLE, extra="sign", package="cryptography")


def _private(key: bytes) -> "Ed25519PrivateKey":
    try:
        private = serialization.load_pem_private_key(key, password=None)
    except (UnsupportedAlgorithm, ValueError, TypeError) as fault:
        raise BadKey("pem") from fault
    if not isinstance(private, Ed25519PrivateKey):
        raise BadKey("kind")
    return private
