"""What briefs put on home pages."""
