"""Bringing in bodies from a list: read the file, check every row, apply on confirmation."""
