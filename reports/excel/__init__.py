"""Workbooks, written row by row with openpyxl."""
