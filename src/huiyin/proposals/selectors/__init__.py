"""Reads of proposals, one module a subject."""
