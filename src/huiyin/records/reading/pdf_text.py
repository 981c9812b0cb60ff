"""The text of PDF files: every page and the document's information. Scanned pages have no text to read."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader

from huiyin.records import limits
from huiyin.records.file_types import FileRefused
from huiyin.records.reading.passages import Budget, Passage

_LARGEST_PAGE = 20 * limits.MEGABYTE


def pdf_passages(name: str, content: bytes, budget: Budget) -> Iterator[Passage]:
    """Information and pages. Raises FileRefused for locked or damaged files and for files within the file."""
    try:
        reader = PdfReader(BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except Exception as fault:  # a damaged file makes pypdf fail in ways of every kind
        raise _unreadable(name) from fault
    if locked:
        raise FileRefused(f"“{name}”设有密码，无法进行保密检查，请去掉密码后上传。")
    if pages > limits.MOST_PAGES:
        raise FileRefused(f"“{name}”共{pages}页，超过{limits.MOST_PAGES}页，请拆分后分别上传。")
    yield Passage("文件属性", _information(name, reader))
    for number in range(pages):
        budget.spend(name, 0)
        yield Passage(f"第{number + 1}页", _page_text(name, reader, number))


def _information(name: str, reader: PdfReader) -> str:
    try:
        if reader.attachments:
            raise FileRefused(f"“{name}”内嵌有其他文件，无法进行保密检查，请取出后分别上传。")
        facts = [str(value) for value in (reader.metadata or {}).values()]
        metadata = reader.xmp_metadata
        described = [] if metadata is None else [*(metadata.dc_title or {}).values(),
                                                 *(metadata.dc_description or {}).values(),
                                                 *(metadata.dc_subject or [])]  # fmt: skip
    except FileRefused:
        raise
    except Exception as fault:
        raise _unreadable(name) from fault
    return "\n".join(facts + [str(each) for each in described])


def _page_text(name: str, reader: PdfReader, number: int) -> str:
    try:
        page = reader.pages[number]
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _LARGEST_PAGE:
            raise FileRefused(f"“{name}”第{number + 1}页内容过多，无法完成保密检查，请另存后上传。")
        return page.extract_text()
    except FileRefused:
        raise
    except Exception as fault:
        raise _unreadable(name) from fault


def _unreadable(name: str) -> FileRefused:
    return FileRefused(f"“{name}”无法读取（可能已损坏或者加密），无法进行保密检查，请另存为普通PDF后上传。")
