import io
from pathlib import Path
import zipfile
from python_calamine import CalamineWorkbook
from conftest import SignIn
from ledgers.scenes import Year
from huiyin.ledgers.definition import ledgers
from huiyin.procedure.models import Step
from django.core.files.uploadedfile import SimpleUploadedFile


def test_all(year: Year, signed_in: SignIn) -> None:
    s = Step.objects.filter(move="feed_back").first()
    print(s.data)
    client = signed_in(year.cast["林政协"])
    for code in [*ledgers, "instructions"]:
        r = client.get(f"/ledgers/{code}/export/?year=2026")
        assert r.status_code == 200
        if "没有可以导出" in r.content.decode(): print(code, "none"); continue
        r = client.post(f"/ledgers/{code}/export/?year=2026", {"layout": "standard"})
        assert r.status_code == 200, r.content.decode()
        content = b"".join(r.streaming_content)
        Path(f"/tmp/out_{code}.xlsx").write_bytes(content)
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
        for row in rows[:5]: print(row)
    sample = Path("/work/shared/cases/ledger-sample.xlsx").read_bytes()
    for code in ("assignments", "outcomes"):
        r = client.post(f"/ledgers/{code}/layouts/", {"file": SimpleUploadedFile("台账样表.xlsx", sample)})
        assert r.status_code == 302, r.content.decode()
        page = client.get(r["Location"])
        assert page.status_code == 200
        form = page.context["form"]
        print(page.context["head"], form.initial)
        data = {k: v for k, v in form.initial.items()}
        data["sheet"] = page.context["head"].sheet
        data["in_force_from"] = "2026-01-01"
        r = client.post(r["Location"], data)
        assert r.status_code == 302, r.content.decode()
        r = client.post(f"/ledgers/{code}/export/?year=2026", {"layout": "own"})
        content = b"".join(r.streaming_content)
        Path(f"/tmp/own_{code}.xlsx").write_bytes(content)
        for row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(data["sheet"]).to_python(skip_empty_area=False): print(row)
    r = client.get("/ledgers/exports/")
    assert r.status_code == 200 and "通用版式" in r.content.decode()
    r = client.get("/ledgers/outcomes/layouts/")
    assert r.status_code == 200
