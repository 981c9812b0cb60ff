"""The engine prints who may see, edit and move what; the table under version control shows a change of rights."""

from pathlib import Path

from huiyin.procedure.library import installed
from huiyin.procedure.rights_table import rights_table

FOLDER = Path(__file__).parents[1] / "rights"


def test_rights_of_every_procedure_are_as_recorded(db: None) -> None:
    changed = []
    for procedure in installed().values():
        path = FOLDER / f"{procedure.procedure}.v{procedure.version}.txt"
        if not path.exists() or path.read_text(encoding="utf-8") != rights_table(procedure):
            changed.append(path.name)

    assert not changed, f"rights changed: look at the diff after `huiyin procedures --rights`: {changed}"
