"""Who signed a package, in the words of the window."""

from editor_app.desk.signing import Signer
from editor_app.formats.package.signature import shown_fingerprint
from editor_app.i18n import gettext


def signer_words(signer: Signer) -> str:
    """Say of a package who signed it, with the fingerprint of the key, or that nobody did."""
    if signer.signature is None:
        return gettext("{name} is not signed").format(name=signer.path.name)
    who = signer.name or (
        gettext("your own key") if signer.is_own else gettext("a key nobody has named here")
    )
    words = gettext("{name} is signed by {who}: {fingerprint}")
    if not signer.signature.is_checked:
        words = gettext("{name} says it is signed by {who}, which cannot be checked here: {fingerprint}")
    fingerprint = shown_fingerprint(signer.signature.fingerprint)
    return words.format(name=signer.path.name, who=who, fingerprint=fingerprint)
