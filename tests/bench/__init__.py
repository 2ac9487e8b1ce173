"""Benchmarks: ratios between two things run in turn, never a time asserted."""
