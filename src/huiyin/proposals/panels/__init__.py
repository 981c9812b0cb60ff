"""What the parts of the pages show."""
