"""Papers as PDF, drawn with reportlab."""
