"""Reads of briefs."""
