"""Demonstration data: places and people written down, and stories told through the real acts."""
