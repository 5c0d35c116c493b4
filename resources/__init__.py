"""SOP files, calendar data, icons and the wording of screens and messages."""
