"""People of the cast at their desks, members at their phones: one window each for the time of a test."""

from dataclasses import dataclass

from django.utils import timezone

from browser.accessibility import faults
from browser.windows import DESK, PHONE, Window, Windows
from handling.dossiers import SIGNERS, Office
from huiyin.notices.delivery import deliver
from huiyin.procedure.models import Matter

SIGNATURES = {"核稿": "核稿", "分管": "审核答复", "局长": "签发答复"}
"""What each rank presses in the chain of signatures."""


@dataclass
class Desks:
    """`desks["城经办"]` is the window of that person; the office does by the engine what came before."""

    office: Office
    windows: Windows

    def __getitem__(self, name: str) -> Window:
        size = PHONE if name.endswith("委员") else DESK
        return self.windows.desk(self.office.cast[name], size, on_the_page=False)

    def at(self, name: str, matter: Matter) -> Window:
        """This person opens the page of a matter."""
        return self[name].open(f"/matters/{matter.pk}/")

    def closed_to(self, matter: Matter, *names: str) -> None:
        """For these persons there is no such matter."""
        for name in names:
            self[name].open(f"/matters/{matter.pk}/", status=404)

    def signed(self, prefix: str, matter: Matter) -> None:
        """Reviewer, deputy and head sign the reply, each on their own page."""
        for rank in SIGNERS:
            self.at(f"{prefix}{rank}", matter).act(SIGNATURES[rank])


def looked_at(window: Window, name: str) -> Window:
    """Keep a picture; the page is for everybody and fits a phone."""
    wrong = faults(window.picture(name))
    assert not wrong, "\n".join(wrong)
    return window


def told() -> None:
    """The worker delivers what is queued."""
    deliver(timezone.now())
