"""Reads the words of uploaded files, for the secrecy screen alone. Nothing that is read here is kept."""
