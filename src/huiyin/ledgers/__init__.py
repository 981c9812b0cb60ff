"""台账: lists, sums, exports and their proof, read from the records; nothing here changes a matter."""
