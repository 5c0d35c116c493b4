"""Widgets that show records and tell what a person wants; they know no database."""
