"""Rules for all templates and the style sheet: strict CSP, contrast, labels."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from huiyin.ui.examples import component_examples

SOURCE = Path(__file__).resolve().parents[2] / "src" / "huiyin"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
STYLE = (SOURCE / "ui" / "static" / "ui" / "huiyin.css").read_text(encoding="utf-8")
INLINE = re.compile(
    r"<style\b|<script\b(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
COLOURS = dict(re.findall(r"--hy-([a-z-]+): (#[0-9a-f]{6});", STYLE))
PAIRS = re.search(r"contrast: ([^*]+)\*/", STYLE)[1].split()


def test_templates_are_found():
    assert SOURCE / "ui" / "templates" / "ui" / "base.html" in TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_template_holds_no_inline_script_or_style(path):
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


# Tabler's own boxes have colours of too little contrast where light-dark() is unknown; ours are computed below.
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_template_says_things_in_the_boxes_of_the_house(path):
    assert not re.search(r"alert alert-", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "bad", ['<p style="x">', "<script>1</script>", "<style>", '<a onclick="x">', '<a href="javascript:x">']
)
def test_inline_code_would_be_found(bad):
    assert INLINE.search(bad)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("pair", PAIRS)
def test_text_can_be_read_on_its_ground(pair):
    text, ground = pair.split("/")
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


def test_edges_of_inputs_can_be_seen():
    assert contrast(COLOURS["edge"], COLOURS["paper"]) >= 3


def test_style_sheets_stay_short():
    lengths = [len(path.read_text().splitlines()) for path in (SOURCE / "ui" / "static" / "ui").glob("*.css")]
    assert sum(lengths) < 600 and max(lengths) < 200


class Ids(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.targets, self.controls, self.labelled = [], set(), set(), set()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"])
        self.targets |= set((values.get("aria-describedby") or "").split())
        if tag == "label" and "for" in values:
            self.labelled.add(values["for"])
        if tag in {"input", "select", "textarea"} and values.get("type") != "hidden" and "id" in values:
            self.controls.add(values["id"])


def components(data=None):
    parser = Ids()
    parser.feed(render_to_string("ui/components_page.html", component_examples(data)))
    return parser


@pytest.mark.parametrize("data", [None, {"title": "", "units-0-unit": "甲"}])
def test_every_control_has_a_label_and_every_description_exists(data):
    page = components(data)
    assert page.controls - page.labelled == set()
    assert page.targets - set(page.ids) == set()
    assert sorted({each for each in page.ids if page.ids.count(each) > 1}) == []


def test_long_names_are_shown_as_text_not_as_markup():
    page = render_to_string(
        "ui/components/timeline.html",
        {"entries": [{"what": "<script>x</script>", "who": "<b>", "kind": "act"}]},
    )
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
