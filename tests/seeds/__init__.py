"""The sample archive is what it says it is."""
