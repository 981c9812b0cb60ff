"""Lists of proposals: own ones, the queue of examination, the desk of the hand-over."""
