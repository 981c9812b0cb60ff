"""One Chromium for all browser tests, one live site, and a window of their own for everybody.

The data of a file is staged once and thrown away after it: emptying the tables after every test would take longer
than the tests.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from browser.windows import Windows
from factories.people import Cast, build_shizuishan
from factories.record_triggers import lifted_triggers
from handling.dossiers import Office, dossiers_included
from huiyin.people.actions.calendar import seed_calendar

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=zh-CN",
]
PICTURES = Path(__file__).resolve().parents[2] / "screenshots"


def find_chromium() -> str | None:
    """A Chromium that starts; a stub that only tells to install something does not count."""
    for name in (os.environ.get("HUIYIN_CHROMIUM", ""), *CHROMIUM):
        path = shutil.which(name) if name else None
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser. Without one the tests say so instead of failing."""
    path = find_chromium()
    if path is None:
        pytest.skip("没有 Chromium (no Chromium)")
    # The browser's own loop runs in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, django_db_blocker: Any) -> Iterator[LiveServer]:
    """Stands for the fixture of this name: stopped before the test database is removed, not after it."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="module")
def transactional_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Stands for the fixture of this name that `live_server` asks for: empties the tables once a file, not once a test.

    What a test stores is committed, so that the live site sees it.
    """
    with django_db_blocker.unblock():
        assert "test" in Path(str(connection.settings_dict["NAME"])).name, "only a test database is emptied"
        yield
        with lifted_triggers():
            call_command("flush", verbosity=0, interactive=False, allow_cascade=False)


@pytest.fixture(scope="module")
def cast(transactional_db: None) -> Cast:
    """政协石嘴山市委员会 and its people, with the work calendar."""
    seed_calendar()
    return build_shizuishan()


@pytest.fixture(scope="module")
def office(cast: Cast) -> Iterator[Office]:
    """石嘴山 at work on dossiers: what came before a journey is done by the engine, as of now."""
    with dossiers_included():
        yield Office(cast, at=timezone.now())


@pytest.fixture
def windows(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Windows]:
    """Windows of this test. At its end no page may have complained, and all are closed."""
    opened = Windows(
        browser, live_server.url, PICTURES / request.node.name.removeprefix("test_").split("[")[0]
    )
    yield opened
    complaints = opened.close()
    assert not complaints, "\n".join(complaints)
