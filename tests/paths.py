"""Where things lie."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
BOOK = ROOT / "assets" / "networks" / "book-784-30-10.npz"
