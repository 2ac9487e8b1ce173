"""Tests of the use cases, through the doors the two faces use."""
