"""What stopped at the instruction, the assignment or the promise: for pages and lists of the packages above."""

from huiyin.handling.selectors.stopped import Stopped, stopped

__all__ = ["Stopped", "stopped"]
