"""Import the rows of a JSON Lines file as notes of Anki and make them searchable; print the seconds."""

import json
import sys
import tempfile
import time
from pathlib import Path

from anki.collection import AddNoteRequest, Collection

AT_ONCE = 1000


def main() -> float:
    """Import, close and open again, as a person would before the first review."""
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder, "wires.anki2"))
        start = time.perf_counter()
        collection = Collection(place)
        kind, deck = collection.models.by_name("Basic"), collection.decks.id("wires")
        waiting = []
        with Path(sys.argv[1]).open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                note = collection.new_note(kind)
                note["Front"], note["Back"] = row["headline"], row["body"]
                waiting.append(AddNoteRequest(note=note, deck_id=deck))
                if len(waiting) == AT_ONCE:
                    collection.add_notes(waiting)
                    waiting = []
        collection.add_notes(waiting)
        collection.close()
        Collection(place).close()
        return time.perf_counter() - start


print(main())
