"""The documents keep up with the code."""

import re
from pathlib import Path

import yaml
from django.core import management
from django.core.management import find_commands, get_commands

from architecture.source import ROOT, SRC, kept_files, report


def documents() -> str:
    """All documents of the project as one text."""
    texts = [path for path in kept_files() if path.suffix == ".md" and "tests" not in path.parts]
    return "\n".join(path.read_text(encoding="utf-8") for path in texts)


def own_commands() -> list[str]:
    """Names of the commands that this project adds to Django's own."""
    of_django = set(find_commands(str(Path(management.__file__).parent)))
    ours = {name for name, app in get_commands().items() if str(app).startswith("huiyin.")}
    return sorted(ours - of_django)


def test_docs_mention_every_command() -> None:
    text = documents()
    missing = [name for name in own_commands() if not re.search(rf"\bhuiyin {re.escape(name)}\b", text)]
    assert {"serve", "worker"} <= set(own_commands())
    assert not missing, report("commands that no document mentions as `huiyin NAME`", missing)


def matter_kinds() -> dict[str, str]:
    """Every kind of matter that a procedure is for, with the file that says so."""
    found = {}
    for path in sorted(SRC.glob("*/procedures/*.yaml")):
        found[str(yaml.safe_load(path.read_text(encoding="utf-8"))["kind"])] = path.name
    return found


def test_docs_glossary_has_every_matter_kind() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    kinds = matter_kinds()
    assert kinds
    missing = [f"{kind} ({file})" for kind, file in kinds.items() if kind.replace("_", " ") not in glossary]
    assert not missing, report("kinds of matter that the glossary does not have", missing)


def test_docs_readmes_have_the_same_commands() -> None:
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
    command = re.compile(r"^ {4}(\S.*)$|`((?:make|huiyin|\.venv/bin/huiyin) [^`]+)`", re.MULTILINE)
    found = [{a or b for a, b in command.findall(text)} for text in (english, chinese)]
    assert len(found[0]) >= 4
    assert found[0] == found[1]
