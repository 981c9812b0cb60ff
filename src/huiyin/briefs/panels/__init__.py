"""What the parts of a brief's page show."""
