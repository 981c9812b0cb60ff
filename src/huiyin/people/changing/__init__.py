"""How settings are changed: asked for in a form, explained in words, confirmed, and put on the record."""
