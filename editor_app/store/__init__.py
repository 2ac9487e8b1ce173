"""The desk file: domain values to SQLite and back."""
