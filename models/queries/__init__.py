"""The only readers: what a screen, a form or a recap needs, as records."""
