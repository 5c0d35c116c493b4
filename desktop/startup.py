"""Opening the window: what the machine must have for it is checked before Qt is touched."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from desktop import quick_start
from desktop.arguments import Arguments

#: What Debian must have installed for the window (the README's line installs the same).
APT_LINE = (
    "apt-get install -y --no-install-recommends libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 "
    "libxkbcommon0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
)
#: Qt ends the process without a word it could catch when one of these is missing on an X11 screen.
_X11_LIBRARIES = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
    "libxkbcommon-x11.so.0",
)

_NO_SCREEN = "Tidak ada layar (DISPLAY dan WAYLAND_DISPLAY kosong), jadi jendela tidak dapat dibuka."
_WAYS = """Yang dapat dilakukan:
  - jalankan dari desktop komputer ini, bukan dari konsol atau SSH biasa;
  - lewat SSH: sambungkan dengan `ssh -X`;
  - tanpa layar sama sekali: pasang xvfb, lalu `xvfb-run -a .venv/bin/python main.py`.
Perintah tanpa jendela tetap dapat dipakai: `main.py --help`."""


def open_window(given: Arguments) -> int:
    """Open the window and stay until it is closed; answers the exit code."""
    quick_start.hold()
    problem = missing_screen(sys.platform, os.environ) or missing_libraries() or unreachable_screen()
    if problem:
        print(problem, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    quick_start.import_plainly()
    from desktop.application import run_application

    return run_application(given)


def missing_screen(system: str, environment: Mapping[str, str]) -> str:
    """Why no window can be shown here, "" when one can."""
    if not system.startswith("linux"):
        return ""
    # an empty value means the same as none
    if any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return ""
    return f"{_NO_SCREEN}\n{_WAYS}"


def missing_libraries() -> str:
    """What of Qt cannot be loaded on this machine, and how to get it; "" when all is there."""
    try:
        import PySide6.QtWidgets  # noqa: F401 - the question is whether it loads
    except ModuleNotFoundError as missing:
        return (
            f"Paket Python “{missing.name}” belum terpasang. Ikuti baris pemasangan di README.md, "
            "lalu jalankan program dengan .venv/bin/python (Windows: .venv\\Scripts\\python)."
        )
    except ImportError as missing:
        return _install_words(str(missing))
    return _install_words(library) if (library := _missing_x11_library()) else ""


def _install_words(missing: str) -> str:
    if not sys.platform.startswith("linux"):
        return f"Pustaka sistem untuk jendela tidak dapat dimuat: {missing}."
    return (
        f"Pustaka sistem untuk jendela belum lengkap: {missing}.\n"
        f"Pasang dulu (Debian/Ubuntu, sebagai root atau dengan sudo), lalu buka lagi:\n  {APT_LINE}"
    )


def _missing_x11_library() -> str:
    if not sys.platform.startswith("linux") or not _uses_x11():
        return ""
    import ctypes

    for library in _X11_LIBRARIES:
        try:
            ctypes.CDLL(library)
        except OSError:
            return library
    return ""


def unreachable_screen() -> str:
    """Why the X11 screen that DISPLAY names does not answer, "" when it does; Qt would end the process."""
    if not sys.platform.startswith("linux") or not _uses_x11():
        return ""
    import ctypes

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return f"Layar {os.environ.get('DISPLAY', '')} tidak dapat dihubungi.\n{_WAYS}" if failed else ""


def _uses_x11() -> bool:
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    return wanted.startswith("xcb") or (not wanted and not os.environ.get("WAYLAND_DISPLAY"))
