"""Migrations: one function, one transaction and one record for each schema after another."""
