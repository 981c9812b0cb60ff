"""Changes of settings of the handling: reply classes and evaluation values."""
