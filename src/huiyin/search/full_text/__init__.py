"""Full-text search: one question over everything that a person may see."""
