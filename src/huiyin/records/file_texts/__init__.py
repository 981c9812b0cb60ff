"""The text of attachments, kept so that what they say is found: read in a bounded process, after the act."""
