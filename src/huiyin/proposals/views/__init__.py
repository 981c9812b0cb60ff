"""Pages of proposals beside those of single matters."""
