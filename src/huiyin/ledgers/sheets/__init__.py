"""Sheets: the office's own workbook read, and filled row by row without holding it in memory."""
