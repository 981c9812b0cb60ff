"""A file that is not taken is refused in one sentence: once in the summary, once at its field."""

from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import SignIn
from handling.dossiers import Office
from handling.test_submission import at_government
from huiyin.procedure.models import Matter


def test_file_error_is_said_in_the_summary_and_at_the_field(
    office: Office, submitted: Matter, signed_in: SignIn
) -> None:
    child = at_government(submitted)
    client = signed_in(office.cast["府督查"])
    for name, content, words in (("a.exe", b"MZ", "不在可上传之列"), ("a.txt", b"", "空文件")):
        posted = {"file": SimpleUploadedFile(name, content), "facet": "summary", "request_id": name}
        response = client.post(f"/matters/{child.pk}/moves/attach/", posted)
        text = response.content.decode()
        assert response.status_code == 422
        assert text.count(words) == 2, text
