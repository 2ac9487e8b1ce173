"""The small parts the panes and dialogs are made of."""
