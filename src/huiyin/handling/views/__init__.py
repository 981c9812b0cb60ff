"""Pages of the handling package."""
