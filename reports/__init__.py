"""Paper and workbooks, drawn from frozen records."""
