import json
from pathlib import Path

import pytest

from huiyin.ui import assets

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def node_modules(tmp_path):
    for name in assets.FILES:
        path = tmp_path / "node_modules" / name
        path.parent.mkdir(parents=True)
        path.write_text("a{color:red}\n/*# sourceMappingURL=a.map */\n", encoding="utf-8")
    return tmp_path / "node_modules"


def test_assets_are_copied_without_mention_of_the_map(node_modules, tmp_path):
    copies = assets.copy_assets(node_modules, tmp_path / "vendor")
    assert [path.name for path in copies] == ["tabler.min.css"]
    assert copies[0].read_text(encoding="utf-8") == "a{color:red}\n"


def test_assets_copied_twice_are_left_alone(node_modules, tmp_path):
    [copy] = assets.copy_assets(node_modules, tmp_path / "vendor")
    before = copy.stat().st_mtime_ns
    assets.copy_assets(node_modules, tmp_path / "vendor")
    assert copy.stat().st_mtime_ns == before


def test_assets_missing_are_named_with_what_to_do(tmp_path, capsys):
    assert assets.main([str(tmp_path)]) == 1
    assert "run `npm ci` first" in capsys.readouterr().err


def test_lock_file_names_no_host_but_the_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    resolved = [entry["resolved"] for entry in lock["packages"].values() if "resolved" in entry]
    assert [url for url in resolved if not url.startswith("https://registry.npmjs.org/")] == []


def test_every_package_in_the_lock_file_has_its_hash():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, entry in lock["packages"].items() if name and "integrity" not in entry] == []
