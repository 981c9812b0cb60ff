"""Rules of briefs that need no database."""
