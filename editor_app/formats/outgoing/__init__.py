"""The formats of an export: each a kind of its own, found as a plug-in is."""
