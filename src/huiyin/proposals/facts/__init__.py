"""Facts that moves and clocks hang on; imported by the app."""
