"""The text of XML parts, read as a stream: a part of any length takes little memory."""

from collections.abc import Mapping
from xml.parsers import expat

_LINE_ENDS = frozenset({"p", "br", "cr", "tab", "tr", "si", "c", "row", "is", "TextCode", "comment", "oddHeader",
                        "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})  # fmt: skip
_SHOWN_ATTRIBUTES: Mapping[str, str] = {
    "textpath": "string",
    "sheet": "name",
    "docPr": "descr",
    "cNvPr": "descr",
}
"""Text that stands in attributes: watermarks, names of sheets, descriptions of pictures."""
_HIDDEN = frozenset({"instrText", "delInstrText"})


class NotXml(ValueError):
    """The part is not XML, or declares things that office documents never declare."""


class _Reader:
    """Collects text; elements of metadata (one fact each) end a line as well."""

    def __init__(self, *, every_element_is_a_line: bool, hidden: frozenset[str]) -> None:
        self.pieces: list[str] = []
        self.hidden = 0
        self.every = every_element_is_a_line
        self.unseen = hidden

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        self.hidden += local in self.unseen
        shown = attributes.get(_SHOWN_ATTRIBUTES.get(local, ""), "")
        if shown and not self.hidden:
            self.pieces.append(f"\n{shown}\n")

    def end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        self.hidden -= local in self.unseen
        if self.every or local in _LINE_ENDS:
            self.pieces.append("\n")

    def text(self, text: str) -> None:
        if not self.hidden:
            self.pieces.append(text)

    def refuse(self, *_declared: object) -> None:
        raise NotXml("declares a document type")


def xml_text(
    content: bytes, *, every_element_is_a_line: bool = False, left_out: frozenset[str] = frozenset()
) -> str:
    """All text of a part, a line for each paragraph, cell or field; none of elements `left_out`. Raises NotXml."""
    reader = _Reader(every_element_is_a_line=every_element_is_a_line, hidden=_HIDDEN | left_out)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as fault:
        raise NotXml(str(fault)) from fault
    return "".join(reader.pieces)
