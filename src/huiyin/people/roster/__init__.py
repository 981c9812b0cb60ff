"""Bringing in a roster of members: read the file, check every row, apply on confirmation."""
