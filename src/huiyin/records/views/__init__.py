"""Pages of the records: files and papers, verification, the register of numbers, Word templates."""
