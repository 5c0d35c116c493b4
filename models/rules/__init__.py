"""Pure rules on frozen dataclasses: no database, no files, no clock."""
