"""Files as offices hand them in, made from nothing: only as much of each format as readers look at."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
)
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
ENCRYPTED_FLAG = 0x1


def zipped(entries: Mapping[str, str | bytes], *, level: int = 9) -> bytes:
    """A zip file with these entries."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as container:
        for name, content in entries.items():
            container.writestr(name, content)
    return held.getvalue()


def with_password(content: bytes) -> bytes:
    """The same zip with its entries marked as encrypted, as a reader sees it."""
    marked = bytearray(content)
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(signature)
        while at >= 0:
            marked[at + flags_at] |= ENCRYPTED_FLAG
            at = marked.find(signature, at + 4)
    return bytes(marked)


def paragraphs(*texts: str) -> str:
    """Paragraphs of Word; a text is split over runs as Word does it."""
    return "".join(
        "<w:p>" + "".join(f"<w:r><w:t>{escape(letter)}</w:t></w:r>" for letter in text) + "</w:p>"
        for text in texts
    )


def docx(
    *texts: str,
    header: str = "",
    footer: str = "",
    title: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A Word document."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": f"<w:document {W}><w:body>{paragraphs(*texts)}</w:body></w:document>",
        "docProps/core.xml": CORE.format(title=escape(title)),
    }
    if header:
        entries["word/header1.xml"] = f"<w:hdr {W}>{paragraphs(header)}</w:hdr>"
    if footer:
        entries["word/footer1.xml"] = f"<w:ftr {W}>{paragraphs(footer)}</w:ftr>"
    return zipped({**entries, **(more or {})})


def xlsx(*cells: str, header: str = "", sheet: str = "Sheet1") -> bytes:
    """An Excel workbook with shared strings."""
    strings = "".join(f"<si><t>{escape(cell)}</t></si>" for cell in cells)
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.xml": f'<workbook><sheets><sheet name="{sheet}"/></sheets></workbook>',
            "xl/sharedStrings.xml": f"<sst>{strings}</sst>",
            "xl/worksheets/sheet1.xml": (
                "<worksheet><sheetData/><headerFooter>"
                f"<oddHeader>{escape(header)}</oddHeader></headerFooter></worksheet>"
            ),
        }
    )


def pptx(*slides: str) -> bytes:
    """A presentation."""
    parts = {
        f"ppt/slides/slide{number}.xml": f"<sld><p><r><t>{escape(text)}</t></r></p></sld>"
        for number, text in enumerate(slides, start=1)
    }
    return zipped({"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<presentation/>", **parts})


def ofd(text: str) -> bytes:
    """An OFD document of one page."""
    return zipped(
        {
            "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Title>公文</ofd:Title></ofd:OFD>',
            "Doc_0/Pages/Page_0/Content.xml": (
                '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">'
                f"<ofd:TextCode>{escape(text)}</ofd:TextCode></ofd:Page>"
            ),
        }
    )


_CMAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
)


def pdf(
    *pages: str,
    title: str = "",
    password: str = "",
    attached: bytes = b"",
    raw: Mapping[str, bytes] | None = None,
) -> bytes:
    """A PDF whose text can be read, one string a page. `raw` puts odd things where readers stumble:

    `page`: more of the contents' dictionary; `contents`: the reference to the contents; `metadata`: XMP.
    """
    if raw is not None:
        return _file(_objects(pages, raw))
    writer = PdfWriter(PdfReader(BytesIO(_file(_objects(pages, {})))))
    if title:
        writer.add_metadata({"/Title": title})
    if attached:
        writer.add_attachment("inner.txt", attached)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def _objects(pages: tuple[str, ...], raw: Mapping[str, bytes]) -> list[bytes]:
    """The numbered objects of a PDF: catalogue, pages, font, its descendant, its map, then page and contents."""
    last = 6 + 2 * len(pages)
    metadata = b" /Metadata %d 0 R" % last if "metadata" in raw else b""
    kids = b" ".join(b"%d 0 R" % (6 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R%s >>" % metadata,
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_CMAP),
    ]
    for number, text in enumerate(pages):
        contents = raw.get("contents", b"/Contents %d 0 R" % (7 + 2 * number))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s"
            b" /Resources << /Font << /F 3 0 R >> >> >>" % contents
        )
        lines = " 0 -20 Td ".join(f"<{line.encode('utf-16-be').hex()}> Tj" for line in text.split("\n"))
        objects.append(_stream(f"BT /F 12 Tf 50 800 Td {lines} ET".encode(), raw.get("page", b"")))
    if "metadata" in raw:
        objects.append(_stream(raw["metadata"], b"/Type /Metadata /Subtype /XML "))
    return objects


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (more, len(content), content)


def _file(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def ole(text: str, *, encoding: str = "utf-16-le", word_flags: int = 0, tail: bytes = b"") -> bytes:
    """A Word 97 or WPS file as far as its text goes: header, first sector of the text stream, text."""
    head = OLE_HEAD + bytes(504)
    stream = b"\xec\xa5" + bytes(9) + bytes([word_flags]) + bytes(500)
    return head + stream + text.encode(encoding) + b"\x00\x00" + tail


def xls(text: str, *, password: bool = False) -> bytes:
    """An Excel 97 file: the workbook's first records, then text."""
    begin = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
    lock = b"\x2f\x00\x06\x00" + bytes(6) if password else b"\xe1\x00\x02\x00\xb0\x04"
    sheet = b"\x85\x00\x02\x00\x00\x00"
    return OLE_HEAD + bytes(504) + begin + lock + sheet + text.encode("utf-16-le")


def png(comment: str = "") -> bytes:
    """A PNG picture of no size, with a text block."""
    text = b"Comment\x00" + comment.encode()
    chunk = len(text).to_bytes(4, "big") + b"tEXt" + text + bytes(4)
    header = (13).to_bytes(4, "big") + b"IHDR" + bytes(13) + bytes(4)
    return PNG_HEAD + header + chunk + bytes(4) + b"IEND" + bytes(4)


def jpeg(comment: str = "") -> bytes:
    """A JPEG picture of no size, with a comment."""
    text = comment.encode()
    block = b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9) + block + b"\xff\xda\x00\x02\xff\xd9"
