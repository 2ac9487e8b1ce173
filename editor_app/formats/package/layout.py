"""Where things lie in a package; see RFC 8493 (BagIt) for the files at its top."""

FORMAT = "review-package"
VERSION = 1
TOP = "review-package"

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
README = "README.txt"
# Named by no manifest: the tag manifest is what is signed, and its digest is the package's.
SIGNATURE = "signature/tagmanifest-sha256.txt.sig"
SIGNING_KEY = "signature/public-key.pem"

HEAD = "data/package.json"
DOCUMENTS = "data/documents.jsonl"
EVENTS = "data/events.jsonl"
STATES = "data/state.jsonl"
WIRES = "data/wires/"
DECISIONS = "data/views/decisions.csv"
LEDGER = "data/views/ledger.md"
REPORT = "data/views/report.html"

TABLES = (HEAD, DOCUMENTS, EVENTS, STATES)

BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
SCHEMAS = ("document", "event", "package", "state")


def document_path(document: str) -> str:
    """Give the place of a document's original bytes."""
    return f"data/documents/{document[:2]}/{document}.txt"


def document_of(path: str) -> str | None:
    """Give the document whose original bytes lie at a path, or None where other things lie."""
    if not path.startswith("data/documents/"):
        return None
    return path.rpartition("/")[2].removesuffix(".txt")


def wire_path(folder: str, name: str) -> str:
    """Give the place of a wire written back; the folder is named after its state."""
    return f"{WIRES}{folder}/{name}"


def schema_path(name: str) -> str:
    """Give the place of a JSON Schema in the package."""
    return f"data/schema/{name}.schema.json"


def bag_info(octets: int, files: int) -> str:
    """Give the bag's description: lengths only, so that the same state gives the same bytes."""
    return f"External-Description: A reviewed archive of AI-incident wires\nPayload-Oxum: {octets}.{files}\n"


def manifest_text(digests: dict[str, str]) -> str:
    """Give a manifest that `sha256sum -c` reads, sorted by path."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))
