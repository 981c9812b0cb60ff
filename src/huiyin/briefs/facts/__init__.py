"""What holds of a brief or does not."""
