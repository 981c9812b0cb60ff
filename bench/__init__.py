"""Benchmarks of 回音, with the generator of their data. See README.md."""
