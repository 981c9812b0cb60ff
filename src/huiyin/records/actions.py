"""Effects of this package that any procedure may name."""

from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.records.attachments import attach


@effect("records.attach@1")
def attach_file(act: Act) -> None:
    """Add the chosen file to the matter."""
    attach(act, file=act.data["file"], facet=act.data["facet"], title=act.data["title"])
