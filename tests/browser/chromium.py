"""Which Chromium is used, and how it is started."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DEBIAN = [Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")]  # the first starts and draws faster
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch_options() -> dict[str, Any]:
    """Debian's Chromium where it is installed, otherwise Playwright's own."""
    installed = [str(path) for path in DEBIAN if path.exists()]
    return {"args": FLAGS, **({"executable_path": installed[0]} if installed else {})}
