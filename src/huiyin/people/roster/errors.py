"""Why a roster cannot be used at all, in words for the person who chose the file."""


class RosterFileError(ValueError):
    """The file cannot be read as a roster; the message says what is wrong and what to do."""


class RosterNotApplicableError(ValueError):
    """The roster cannot be applied as it stands; nothing has been changed."""
