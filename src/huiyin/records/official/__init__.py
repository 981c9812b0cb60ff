"""Official papers: what a version of a document says beside its text, laid out to GB/T 9704-2012 as PDF and Word."""
