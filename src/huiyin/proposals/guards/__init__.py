"""What must hold before a move, each with its sentence."""
