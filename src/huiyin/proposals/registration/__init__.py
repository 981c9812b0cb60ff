"""The kinds of matters with their tables, series and parts of pages."""
