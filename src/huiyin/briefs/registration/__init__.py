"""The kind of matter with its tables, series and parts of pages."""
