"""Which Chromium is used, and how it is started."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DEBIAN = Path("/usr/bin/chromium")
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
    return {"args": FLAGS, **({"executable_path": str(DEBIAN)} if DEBIAN.exists() else {})}
