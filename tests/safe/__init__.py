"""Harnesses that try to break what the desk promises: power cuts, full disks, strangers' archives and texts.

Each module has one object `HARNESS`, and `tests/safe/every.py` names them all.
"""
