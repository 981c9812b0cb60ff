"""Plain rules of the office that need no database: days, numbers, verdicts, hashes, text."""
