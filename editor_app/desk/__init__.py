"""Use cases of the desk, one file each; every mutation answers with what it changed."""
