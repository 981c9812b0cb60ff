"""Changes of settings of proposals."""
