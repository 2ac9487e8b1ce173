"""Values and pure rules of a review: no file, no clock, no screen, no database."""
