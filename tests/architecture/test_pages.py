"""Pages obey the strict content security policy and ask nobody else for anything."""

import re

import pytest

from architecture.source import named, page_files, report

INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", re.IGNORECASE),
    "an inline style sheet": re.compile(r"<style[\s>]", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
# Names of XML vocabularies look like addresses and are never fetched.
VOCABULARY = re.compile(r"https?://www\.w3\.org/[\w/.]*")
HOST = re.compile(r"https?://[\w.-]+|(?:src|href|action)\s*=\s*[\"']//|url\(\s*[\"']?//|@import\s+[\"']//")
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


@pytest.mark.parametrize(
    ("sample", "what"),
    [
        ("<script>go()</script>", "an inline script"),
        ('<p class="a" style="color:red">', "a style attribute"),
        ('<button onclick="go()">', "an event attribute"),
        ('<a href="javascript:go()">', "a javascript: address"),
        ("<style>", "an inline style sheet"),
    ],
)
def test_pages_the_check_finds_inline_code(sample: str, what: str) -> None:
    assert INLINE[what].search(sample)


def test_pages_the_check_passes_files_and_data() -> None:
    for allowed in ('<script src="{% static "x.js" %}" defer>', '<script type="application/json" id="d">'):
        assert not any(pattern.search(allowed) for pattern in INLINE.values())


def test_pages_no_inline_script_or_style() -> None:
    places = []
    for path in page_files(".html"):
        text = TEMPLATE_COMMENT.sub("", path.read_text(encoding="utf-8"))
        for what, pattern in INLINE.items():
            places += [f"{named(path)}:{line_of(text, m.start())} {what}" for m in pattern.finditer(text)]
    assert not places, report("against the content security policy", places)


def test_pages_ask_no_other_host() -> None:
    files = page_files(".html", ".css", ".js", ".svg")
    assert files
    places = []
    for path in files:
        text = VOCABULARY.sub("", path.read_text(encoding="utf-8"))
        places += [f"{named(path)}:{line_of(text, m.start())} {m.group()}" for m in HOST.finditer(text)]
    assert not places, report("hosts of others in pages, styles or scripts", places)


# Screens for special needs and paper change what is there; they are meant to name the classes of others.
OVER_ALL = {"comfort.css", "print.css"}
OWN_CLASS = re.compile(r"(?:^|[,}/])\s*(\.hy-[\w-]+)\s*(?=[,{])")


def test_pages_no_class_is_made_twice_for_two_things() -> None:
    makers: dict[str, set[str]] = {}
    for path in page_files(".css"):
        if path.name not in OVER_ALL:
            for match in OWN_CLASS.finditer(path.read_text(encoding="utf-8")):
                makers.setdefault(match[1], set()).add(named(path))
    places = [
        f"{name}: {', '.join(sorted(found))}" for name, found in sorted(makers.items()) if len(found) > 1
    ]
    assert makers and not places, report("one class, one style sheet", places)
