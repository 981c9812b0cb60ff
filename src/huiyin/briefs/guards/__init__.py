"""What must hold before a brief moves on."""
