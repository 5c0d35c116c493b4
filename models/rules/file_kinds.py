"""What a file is by its content, and whether it may be handed to the programs of the computer.

The system chooses a program by the ending of the name, so ending and content must say the same. Programs
are never opened; what can carry commands (macros, web pages, archives) only after a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Endings that a double click would run, install or let reach out, on any of the systems.
PROGRAMS = _words(
    """
    exe com bat cmd pif scr cpl msc msi msp mst msix msixbundle appx appxbundle appinstaller application
    appref-ms ps1 ps1xml psm1 psd1 psc1 cdxml vb vbs vbe js jse mjs ws wsf wsh wsc sct hta chm hlp inf
    ins isp reg lnk url website scf shb shs job theme themepack deskthemepack gadget diagcab
    settingcontent-ms library-ms search-ms searchconnector-ms jar jnlp class dll ocx sys drv xll wll
    xlam ppam xla ppa iqy oqy dqy rqy slk mde ade accde mda mdb accdb adp py pyw pyc pyo pyz pyzw rb pl
    pm php tcl lua sh bash zsh csh ksh fish command tool workflow action scpt applescript app pkg mpkg
    dmg deb rpm apk ipa flatpakref snap appimage run bin elf so dylib ko out desktop service mount prf
    rdp sfx udl xbap vsto vbp jsx osx
    """
)
#: Endings of office files that may carry macros, whatever stands in them.
_MACRO_NAMES = _words("docm dotm xlsm xltm xlsb pptm potm ppsm sldm dot xlt pot xlw wbk")
_WEB = _words("html htm xhtml xht shtml mht mhtml svg svgz xml xsl xslt swf")
_ARCHIVES = _words(
    "zip rar 7z tar gz tgz bz2 xz zst lz lzma arj ace cab iso img vhd vhdx udf wim z eml msg one"
)
#: Endings that go with a content; the first is given to a copy whose name says another harmless one.
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "pdf": ("pdf",),
    "png": ("png",),
    "jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "gif": ("gif",),
    "bmp": ("bmp", "dib"),
    "tiff": ("tif", "tiff"),
    "webp": ("webp",),
    "heic": ("heic", "heif"),
    "word": ("docx", "dotx"),
    "sheet": ("xlsx", "xltx"),
    "slides": ("pptx", "ppsx", "potx"),
    "open": ("odt", "ods", "odp", "odg", "ott", "ots", "otp"),
    "ole": ("doc", "xls", "ppt", "pps"),
    "rtf": ("rtf",),
    "text": ("txt", "csv", "tsv", "log", "md", "json", "toml", "ini", "yaml", "yml", "ics", "vcf", "srt"),
    "media": tuple(sorted(_words("mp3 mp4 m4a m4v mov 3gp wav ogg opus flac webm mkv avi amr"))),
}
_KIND_OF_ENDING = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings}
#: Contents that are the same harmless thing under any of their names: a photograph called .png.
_RENAMED = frozenset({"pdf", "png", "jpeg", "gif", "bmp", "tiff", "webp"})

_RUNNING = (
    b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe", b"L\x00\x00\x00\x01\x14\x02\x00", b"!<arch>\n", b"\xed\xab\xee\xdb", b"ITSF",
)  # fmt: skip
_COMMANDS = (
    b"#!", b"[desktop entry]", b"[internetshortcut]", b"@echo off", b"windows registry editor", b"regedit4",
)  # fmt: skip
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"), (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"), (b"BZh", "archive"), (b"\xfd7zXZ", "archive"), (b"MSCF\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"), (b"vhdxfile", "archive"), (b"conectix", "archive"),
    (b"ID3\x02", "media"), (b"ID3\x03", "media"), (b"ID3\x04", "media"), (b"OggS\x00", "media"),
    (b"fLaC\x00", "media"), (b"\x1aE\xdf\xa3", "media"), (b"#!AMR", "media"),
)  # fmt: skip
_WEB_SIGNS = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<head", b"<body", b"<iframe")
#: Members of packed office files that are programs, by what their path contains.
_HARMLESS_INSIDE = (".xlsx", ".docx", ".pptx", ".rels", "/")
_MACRO_MEMBERS = ("vbaproject", "macrosheets/", "activex/", "basic/", "scripts/", "vbadata")


class Content(NamedTuple):
    """What was read of a file without opening it: its beginning, what it packs, words found in it."""

    head: bytes
    members: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()


class Judgement(NamedTuple):
    """`verdict` buka, tanya or jangan; `reason` a code for its words; `ending` that of the copy."""

    verdict: str
    reason: str = ""
    ending: str = ""


def judge(name: str, content: Content) -> Judgement:
    """What may be done with a file of that safe name and content."""
    ending = ending_of(name)
    told, kind = _KIND_OF_ENDING.get(ending, ""), kind_of(content)
    if kind == "web" and told == "text":  # an editor shows it
        kind = "text"
    if ending in PROGRAMS or kind == "program":
        return Judgement("jangan", "program")
    if ending in _MACRO_NAMES or "macro" in content.marks:
        return Judgement("tanya", "makro")
    if ending in _ARCHIVES or kind in ("zip", "archive"):
        return Judgement("tanya", "arsip")
    if ending in _WEB or kind == "web":
        return Judgement("tanya", "halaman_web")
    if kind in _RENAMED and told in ("", "heic", *_RENAMED):
        return _marked(content, ending if told == kind else _ENDINGS[kind][0])
    return _agreeing(told, kind) or _marked(content, ending)


def _agreeing(told: str, kind: str) -> Judgement | None:
    """A question when the name does not say what the file is."""
    if not told or not kind:
        return Judgement("tanya", "tidak_dikenal" if not told else "tidak_sesuai")
    if kind == "ole" and told in ("word", "sheet", "slides"):
        return Judgement("tanya", "terkunci")
    return None if told == kind else Judgement("tanya", "tidak_sesuai")


def _marked(content: Content, ending: str) -> Judgement:
    """A question when words in the file fetch or start something."""
    if "enclosed" in content.marks:
        return Judgement("tanya", "sisipan")
    if "outside" in content.marks:
        return Judgement("tanya", "isi_luar")
    if "command" in content.marks or ("formula" in content.marks and ending in ("csv", "tsv")):
        return Judgement("tanya", "perintah")
    return Judgement("buka", "", ending)


def name_for(name: str, judgement: Judgement) -> str:
    """The name of the copy that is opened: its ending says what it is."""
    ending = ending_of(name)
    if not judgement.ending or judgement.ending == ending:
        return name
    stem = name[: -len(ending) - 1] if ending in _KIND_OF_ENDING else name
    return f"{stem}.{judgement.ending}"


def ending_of(name: str) -> str:
    """The ending of a name without its point, in lower case."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def kind_of(content: Content) -> str:
    """What a file is by its content, "" when it is nothing that is known here."""
    head = content.head
    kind = next((kind for begin, kind in _BEGINNINGS if head.startswith(begin)), "")
    if kind == "zip":
        return _packed(content.members)
    if kind:
        return kind
    plain = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if _runs(head, plain):
        return "program"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _in_a_box(head) or _written(head, plain)


def _runs(head: bytes, plain: bytes) -> bool:
    windows = head.startswith(b"MZ") and b"\x00" in head[:64]
    return windows or head.startswith(_RUNNING) or plain.startswith(_COMMANDS)


def _in_a_box(head: bytes) -> str:
    """Pictures, sound and films that tell their kind a few bytes later."""
    if head[:4] == b"RIFF":
        return "webp" if head[8:12] == b"WEBP" else "media"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in (b"heic", b"heix", b"mif1", b"heif", b"msf1") else "media"
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "bmp"
    return "media" if head[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xf1", b"\xff\xf9") else ""


def _written(head: bytes, plain: bytes) -> str:
    if any(sign in plain[:1024] for sign in _WEB_SIGNS):
        return "web"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "text"
    return "text" if head and not any(code < 9 or (13 < code < 32 and code != 27) for code in head) else ""


def _packed(members: tuple[str, ...]) -> str:
    """An office file is a zip of its own kind; a Java program too."""
    names = frozenset(name.casefold().replace("\\", "/") for name in members)
    if "meta-inf/manifest.mf" in names or "androidmanifest.xml" in names:
        return "program"
    if "[content_types].xml" in names:
        for folder, kind in (("word/", "word"), ("xl/", "sheet"), ("ppt/", "slides")):
            if any(name.startswith(folder) for name in names):
                return kind
    if "mimetype" in names and "content.xml" in names:
        return "open"
    return "zip"


def has_enclosed(members: tuple[str, ...]) -> bool:
    """Whether a packed office file carries a file of any kind inside, which a double click there opens."""
    lower = [name.casefold().replace("\\", "/") for name in members]
    return any("embeddings/" in name and not name.endswith(_HARMLESS_INSIDE) for name in lower) or any(
        name.startswith("object ") and "/" not in name  # a folder of that name is a drawing
        for name in lower
    )


def has_macros(members: tuple[str, ...]) -> bool:
    """Whether a packed office file brings programs along."""
    lower = [name.casefold().replace("\\", "/") for name in members]
    return any(sign in name for name in lower for sign in _MACRO_MEMBERS)
