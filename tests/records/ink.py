"""What is on a page of a PDF, in millimetres: ink by colour, and the lines of text."""

import io
from dataclasses import dataclass

import pdfplumber
import pypdfium2
from PIL import Image

MM = 72 / 25.4
SCALE = 6


@dataclass(frozen=True)
class Box:
    """The place of some ink."""

    left: float
    top: float
    right: float
    bottom: float


def pages(pdf: bytes) -> list["pdfplumber.page.Page"]:
    """The pages as pdfplumber reads them."""
    return pdfplumber.open(io.BytesIO(pdf)).pages


def lines(page: "pdfplumber.page.Page") -> list[dict[str, object]]:
    """Lines of text, without word joiners, from above."""
    found = page.extract_text_lines()
    return [{**each, "text": each["text"].replace("\u2060", "")} for each in found]


def texts(pdf: bytes) -> list[list[str]]:
    """The texts of the lines of every page."""
    return [[str(each["text"]) for each in lines(page)] for page in pages(pdf)]


def words(pdf: bytes) -> list[str]:
    """The text of every page in one piece: quick, where only what stands together matters."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def rules(page: "pdfplumber.page.Page") -> list[tuple[float, float, float, float, bool]]:
    """Left, right, height, thickness of every drawn line, and whether it is red."""
    return [
        (
            round(each["x0"] / MM, 2),
            round(each["x1"] / MM, 2),
            round(each["top"] / MM, 2),
            round(each["linewidth"] / MM, 2),
            tuple(each["stroking_color"] or ()) == (1.0, 0.0, 0.0),
        )
        for each in page.lines
    ]


def ink(pdf: bytes, number: int, area: tuple[float, float, float, float], *, red: bool = False) -> Box | None:
    """The smallest box around the ink (or the red ink) within an area of the page."""
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[number].render(scale=SCALE).to_pil().convert("RGB")
    cut = picture.crop(tuple(round(each * MM * SCALE) for each in area))  # type: ignore[arg-type]
    reds, greens, _blues = cut.split()
    mask = greens.point(lambda level: 255 if level < 120 else 0)
    if red:
        vivid = reds.point(lambda level: 255 if level > 180 else 0)
        mask = Image.composite(mask, Image.new("L", mask.size), vivid)
    found = mask.getbbox()
    if found is None:
        return None
    left, top, right, bottom = (round(each / MM / SCALE, 2) for each in found)
    return Box(area[0] + left, area[1] + top, area[0] + right, area[1] + bottom)
