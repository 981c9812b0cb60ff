from datetime import date
from django.core.management import call_command
from conftest import SignIn
from ledgers.scenes import Year
from huiyin.handling.models import Point


def test_rec(year: Year, signed_in: SignIn) -> None:
    call_command("reconcile", "--committee", "shizuishan", "--year", "2026")
    print(signed_in(year.cast["林政协"]).get("/ledgers/reconcile/").status_code)
