"""Review Desk: an offline desk for reviewing bulk-classified AI-incident wires."""

__version__ = "0.1.0"
