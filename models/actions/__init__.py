"""The only writers: one verb per thing a person does, each one transaction."""
