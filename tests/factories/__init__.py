"""Invented people and things that tests share."""
