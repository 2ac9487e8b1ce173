"""What ships with the program beside its code."""
