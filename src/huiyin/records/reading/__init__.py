"""Reads the words of uploaded files for the secrecy screen alone; none of it is kept (`file_texts` keeps)."""
