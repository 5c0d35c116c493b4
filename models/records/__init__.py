"""Frozen records that screens, paper and workbooks are drawn from."""
