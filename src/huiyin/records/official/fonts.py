"""Which fonts an official paper is set in: the office's own licensed ones first, then free ones that replace them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import typst
from django.conf import settings


@dataclass(frozen=True)
class Face:
    """One face of the standard: the name people know, the families that are it, and what may replace it."""

    code: str
    label: str
    genuine: tuple[str, ...]
    substitutes: tuple[str, ...]
    bold: bool = False


SONG_BEHIND = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC")
"""Behind every face: rare characters of names that the others have not got."""
SANS_BEHIND = ("Noto Sans CJK SC", "Source Han Sans SC")
FACES = (
    Face(
        "title",
        "方正小标宋简体",
        ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体"),
        ("FandolSong",),
        True,
    ),
    Face("fang", "仿宋_GB2312", ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋"), ("FandolFang R",)),
    Face("kai", "楷体_GB2312", ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体"), ("FandolKai",)),
    Face("hei", "黑体", ("SimHei", "黑体"), ("FandolHei", *SANS_BEHIND)),
    Face("song", "宋体", ("SimSun", "宋体"), ("FandolSong",)),
)


@dataclass(frozen=True)
class FontSet:
    """The fonts of this installation: families by face, what replaces what, and a mark that changes with them."""

    fonts: typst.Fonts
    families: dict[str, list[str]]
    heavy: str
    replaced: tuple[tuple[str, str], ...]
    mark: str


def font_folders() -> list[Path]:
    """Where fonts are looked for: the site's own folder, what the set-up fetched, the system's."""
    named = (settings.HUIYIN_FONTS, settings.HUIYIN_FETCHED_FONTS, *settings.HUIYIN_SYSTEM_FONTS)
    return [Path(each) for each in named if each and Path(each).is_dir()]


def fonts_here() -> FontSet:
    """The fonts found now; read once for each state of the folders."""
    return _read(tuple((str(each), _state(each)) for each in font_folders()))


def _state(folder: Path) -> float:
    """When something in a folder was last added or taken away."""
    return max(Path(place).stat().st_mtime for place, _folders, _files in os.walk(folder))


@cache
def _read(folders: tuple[tuple[str, float], ...]) -> FontSet:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[each for each, _ in folders]
    )
    there = set(fonts.families())
    families = {face.code: chosen(face, there) for face in FACES}
    replaced = tuple(
        (face.label, families[face.code][0]) for face in FACES if families[face.code][0] not in face.genuine
    )
    genuine = families["title"][0] in FACES[0].genuine
    # A genuine 小标宋 is heavy by itself; what replaces it is set bold.
    heavy = "regular" if genuine else "bold"
    said = repr((families, heavy, sorted(there)))
    return FontSet(fonts, families, heavy, replaced, sha256(said.encode()).hexdigest()[:16])


def chosen(face: Face, there: set[str]) -> list[str]:
    """The families of a face in the order in which a character is looked for in them."""
    wanted = (*face.genuine, *face.substitutes, *SONG_BEHIND, *SANS_BEHIND)
    return [each for each in wanted if each in there] or ["Libertinus Serif"]


def replaced_in_words(replaced: Sequence[tuple[str, str]]) -> list[str]:
    """Which font stands in for which, in sentences for the page that offers the paper."""
    return [f"“{label}”以“{_SHOWN.get(family, family)}”代替" for label, family in replaced]


_SHOWN = {
    "FandolFang R": "Fandol 仿宋",
    "FandolKai": "Fandol 楷体",
    "FandolHei": "Fandol 黑体",
    "FandolSong": "Fandol 宋体",
    "Noto Serif CJK SC": "思源宋体",
    "Noto Serif SC": "思源宋体",
    "Noto Sans CJK SC": "思源黑体",
    "Libertinus Serif": "不含汉字的西文字体（请安装中文字体）",
}
