"""A procedure as a picture (SVG): states by stage, past, present and to come, corrections dashed.

Colours come from classes and from plain attributes, so that the same picture serves pages under a strict policy and
files; no meaning is told by colour alone. Its twin is the table of `procedure_table`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from huiyin.procedure.definition import STAY, Procedure
from huiyin.procedure.diagram_layout import BOX_HEIGHT, BOX_WIDTH, GAP_X, LANE, Box, Edge, Layout, layout

INK, QUIET, LINE, RED, PAPER = "#1f2328", "#57606a", "#7d8590", "#a61b1b", "#ffffff"
FILLS = {"past": "#e6f4ea", "now": "#fff3d6", "late": "#fdeceb", "future": PAPER, "plain": PAPER}
WORDS = {"past": "✓ 已过", "now": "● 当前", "late": "● 当前，已逾期", "future": "未到", "plain": ""}
CHARACTER = 12
LABEL_WIDTH = 8


@dataclass(frozen=True)
class Marks:
    """Where one matter stands on the picture; without a present state the picture shows the procedure alone."""

    past: frozenset[str] = frozenset()
    now: str = ""
    late: bool = False

    def of(self, state: str) -> str:
        """How a state is drawn."""
        if not self.now:
            return "plain"
        if state == self.now:
            return "late" if self.late else "now"
        return "past" if state in self.past else "future"


def svg_of(procedure: Procedure, marks: Marks | None = None) -> SafeString:
    """Draw a procedure. Every text in it is escaped; the result may be put into a page as it is."""
    placed = layout(procedure)
    label = escape(f"{procedure.label}的程序图，同样内容见表")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="hy-diagram" role="img" aria-label="{label}" '
        f'width="{placed.width}" height="{placed.height}" viewBox="0 0 {placed.width} {placed.height}" '
        'font-family="Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif" font-size="13">',
        f'<rect width="{placed.width}" height="{placed.height}" fill="{PAPER}"/>',
        *_arrowheads(),
        *_bands(placed),
        *(line for edge in placed.edges for line in _edge(placed, edge)),
        *(line for box in placed.boxes.values() for line in _box(procedure, box, marks or Marks())),
        "</svg>\n",
    ]
    return mark_safe("\n".join(parts))  # noqa: S308 - built here, all texts escaped


def _arrowheads() -> Iterator[str]:
    for name, colour in (("forward", LINE), ("correction", RED)):
        yield (
            f'<marker id="hy-arrow-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
            f'orient="auto"><path d="M0 0 8 4 0 8z" fill="{colour}"/></marker>'
        )


def _bands(placed: Layout) -> Iterator[str]:
    for number, band in enumerate(placed.bands):
        if number:
            yield (
                f'<path d="M{band.x} 8V{placed.height - 8}" stroke="#d4d9de" stroke-dasharray="2 4" fill="none"/>'
            )
        yield (
            f'<text x="{band.x + band.width // 2}" y="24" text-anchor="middle" font-weight="600" fill="{QUIET}">'
            f"{escape(band.label)}</text>"
        )


def _box(procedure: Procedure, box: Box, marks: Marks) -> Iterator[str]:
    state, mark = procedure.states[box.state], marks.of(box.state)
    strong = mark in ("now", "late")
    stays = [move.label for _code, move in procedure.moves_from(box.state) if move.to == STAY]
    word = " · ".join(filter(None, [WORDS[mark], f"↻ {len(stays)}" if stays else ""]))
    middle = box.x + BOX_WIDTH // 2
    yield f'<g class="hy-state hy-state-{mark}">'
    hint = f"{state.label}：不改变状态的办理有{'、'.join(stays)}" if stays else state.label
    yield f"<title>{escape(hint)}</title>"
    yield (
        f'<rect x="{box.x}" y="{box.y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="{26 if state.final else 4}" '
        f'fill="{FILLS[mark]}" stroke="{INK if strong else LINE}" stroke-width="{3 if strong else 1.5}"/>'
    )
    lines = _wrapped(state.label, 9)[:2]
    first = box.middle + 5 - 8 * (len(lines) - 1 + bool(word))
    for number, text in enumerate(lines):
        yield _text(middle, first + 16 * number, text, INK, weight=600)
    if word:
        yield _text(middle, first + 16 * len(lines) + 1, word, QUIET, size=11)
    yield "</g>"


def _edge(placed: Layout, edge: Edge) -> Iterator[str]:
    kind = "correction" if edge.correction else "forward"
    colour = RED if edge.correction else LINE
    dashes = ' stroke-dasharray="6 4"' if edge.correction else ""
    style = f'fill="none" stroke="{colour}" stroke-width="1.5"{dashes}'
    paths = _direct(placed, edge) if edge.lane is None else _in_lane(placed, edge)
    yield f'<g class="hy-move hy-move-{kind}">'
    for path, ends_at_target in paths:
        arrow = f' marker-end="url(#hy-arrow-{kind})"' if ends_at_target else ""
        yield f'<path d="{path}" {style}{arrow}/>'
    yield from _label(placed, edge, RED if edge.correction else INK)
    yield "</g>"


def _direct(placed: Layout, edge: Edge) -> list[tuple[str, bool]]:
    source, target = placed.boxes[edge.sources[0]], placed.boxes[edge.target]
    bend = (target.x - source.right) // 2
    curve = (
        f"C{source.right + bend} {source.middle} {target.x - bend} {target.middle} {target.x} {target.middle}"
    )
    return [(f"M{source.right} {source.middle}{curve}", True)]


def _lane_height(placed: Layout, edge: Edge) -> int:
    lane = edge.lane or 0
    if edge.above:
        return placed.top - LANE // 2 - lane * LANE - 6
    return placed.bottom + LANE // 2 + lane * LANE + 6


def _in_lane(placed: Layout, edge: Edge) -> list[tuple[str, bool]]:
    """Out of each source on the right, along the lane, into the target from the left."""
    target, height = placed.boxes[edge.target], _lane_height(placed, edge)
    shift = 6 + (edge.lane or 0) % 5 * 5
    arrival = target.x - shift - 8
    leaving = [(placed.boxes[source], placed.boxes[source].right + shift) for source in edge.sources]
    paths = [
        (f"M{box.right} {box.middle + (8 if not edge.above else -8)}H{x}V{height}H{arrival}", False)
        for box, x in leaving
    ]
    paths.append((f"M{arrival} {height}V{target.middle + (8 if not edge.above else -8)}H{target.x}", True))
    return paths


def _label(placed: Layout, edge: Edge, colour: str) -> Iterator[str]:
    source, target = placed.boxes[edge.sources[0]], placed.boxes[edge.target]
    if edge.lane is None:
        lines = _wrapped(edge.label, LABEL_WIDTH)
        x, y = (source.right + target.x) // 2, (source.middle + target.middle) // 2
        # Lines that leave one box for several others part at its edge: their names stand nearer to the target.
        if source.row != target.row:
            x, y = target.x - GAP_X // 3, target.middle - (target.middle - source.middle) // 6
    else:
        lines = [edge.label]
        first = min(placed.boxes[source].right for source in edge.sources)
        x = (max(first, target.x) + min(first, target.x)) // 2
        y = _lane_height(placed, edge)
    width = max(map(_width, lines)) + 8
    height = 16 * len(lines)
    yield (
        f'<rect x="{x - width // 2}" y="{y - height // 2}" width="{width}" height="{height}" fill="{PAPER}"/>'
    )
    for number, line in enumerate(lines):
        yield _text(x, y - height // 2 + 12 + 16 * number, line, colour, size=CHARACTER)


def _text(x: int, y: int, text: str, colour: str, *, size: int = 13, weight: int = 400) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" font-size="{size}" font-weight="{weight}" fill="{colour}">'
        f"{escape(text)}</text>"
    )


def _width(text: str) -> int:
    return sum(CHARACTER if ord(character) > 0x2000 else CHARACTER * 6 // 10 for character in text)


def _wrapped(text: str, most: int) -> list[str]:
    return [text[start : start + most] for start in range(0, len(text), most)]
