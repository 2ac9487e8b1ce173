"""The window: the use cases of the desk for a person at a keyboard."""
