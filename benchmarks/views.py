"""What a run costs that a page shows, view by view: `python -m benchmarks.views` (with the packages of `make test`).

The processor's seconds a second of the browser and of the server beside the run itself, while a long run goes on; from
Linux's /proc.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.page import SCREEN, SERVERS, moves, served
from tests.browser.chromium import launch_options

SECONDS = 10
VIEWS = ("Weights", "Inside", "Mistakes")
TICK = os.sysconf("SC_CLK_TCK")


def used(stat: Path) -> float:
    """The processor's seconds that a process or a thread has used."""
    fields = stat.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def threads(pid: int) -> dict[str, float]:
    """Those of each thread of a process."""
    return {task.name: used(task / "stat") for task in Path(f"/proc/{pid}/task").iterdir()}


def browser_processes() -> list[Path]:
    """The processes of Chromium, by their names: no other may run on this machine."""
    return [stat for stat in Path("/proc").glob("[0-9]*/stat") if "chrom" in stat.read_text().split(")")[0]]


def browser() -> float:
    return sum(used(stat) for stat in browser_processes())


def shares(pid: int) -> tuple[float, float, float]:
    """The cores that the run, the rest of the server and the browser use."""
    before, drawing, start = threads(pid), browser(), time.perf_counter()
    time.sleep(SECONDS)
    elapsed, drawn = time.perf_counter() - start, browser() - drawing
    spent = sorted(now - before.get(name, 0.0) for name, now in threads(pid).items())
    return spent[-1] / elapsed, sum(spent[:-1]) / elapsed, drawn / elapsed


def watch(page: Page, address: str, view: str) -> None:
    """Start a long run and show this view of it."""
    page.goto(f"{address}/train?epochs=1000")
    page.locator(".st-key-order_start button").click()
    page.get_by_role("radio", name=view, exact=True).click()
    page.wait_for_timeout(3000)


def main() -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**launch_options())
        for name, command in SERVERS.items():
            with served(command) as (address, pid):
                page = chromium.new_page(**SCREEN)
                for view in VIEWS:
                    watch(page, address, view)
                    run, rest, drawn = shares(pid)
                    page.get_by_role("button", name="Stop", exact=True).click()
                    line, pictures = moves(page, address, view)
                    print(
                        f"{name}, {view}: run {run:.2f} core, rest of the server {rest:.2f}, browser {drawn:.2f}; "
                        f"the curves move {line:.1f} times a second, the view {pictures:.1f} times",
                        flush=True,
                    )
                page.close()
        chromium.close()


if __name__ == "__main__":
    main()
