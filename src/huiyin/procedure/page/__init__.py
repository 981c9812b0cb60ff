"""What the pages of matters show, as plain values: read here, drawn by templates, never written."""
