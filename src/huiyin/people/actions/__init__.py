"""What changes committees' people and places; the only code that writes these tables."""
