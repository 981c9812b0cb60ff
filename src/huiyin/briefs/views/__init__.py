"""Pages of briefs."""
