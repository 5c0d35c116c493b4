"""Letters as Word documents, for the national letter system."""
