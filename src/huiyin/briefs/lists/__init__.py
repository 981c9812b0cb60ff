"""Lists of briefs."""
