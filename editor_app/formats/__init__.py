"""Bytes to domain values and back: what comes in and what goes out."""
