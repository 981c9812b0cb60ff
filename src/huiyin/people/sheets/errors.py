"""Why a list cannot be used at all, in words for the person who chose the file."""


class SheetFileError(ValueError):
    """The file cannot be read as such a list; the message says what is wrong and what to do."""


class SheetNotApplicableError(ValueError):
    """The list cannot be applied as it stands; nothing has been changed."""
