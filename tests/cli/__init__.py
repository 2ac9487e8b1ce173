"""Tests of the command line: every verb, its answers as text and JSON, its exit statuses."""
