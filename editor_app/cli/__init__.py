"""The command line: the use cases of the desk as verbs."""
