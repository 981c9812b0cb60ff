"""Codes of the ledgers package."""

SERIAL = "serial"
"""The column 序号 of any layout: the number of the row in the sheet."""
INSTRUCTIONS = "instructions"
"""The ledger of instructions, whose pages are in handling; here it is exported."""
