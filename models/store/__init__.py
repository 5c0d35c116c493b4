"""Tables, opening and migrating the database, and documents on disk."""
