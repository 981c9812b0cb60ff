"""The changes of settings that this package knows: bodies, persons and rights, terms of office, the calendar."""
