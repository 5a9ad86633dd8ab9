"""What a visitor feels, measured in headless Chromium: `make bench-page` (it needs the packages of `make test`).

Live training against training without a screen, and how often its page moves; the answer after the last move of the
pen, a click on Pause, and on a neuron of 784-100-60-10, under `streamlit run` and under the class server; the start of
a cold server; the memory of one more visitor. With a number of minutes (`python -m benchmarks.page 10`) instead: what
the browser holds, minute by minute, while a run goes on.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from engine import TrainingConfig, TrainingRun, load_mnist
from tests.browser.chromium import launch_options

EPOCHS = 100
STROKES = 40
SECONDS = 10
VISITORS = 10
SCREEN: dict[str, Any] = {"viewport": {"width": 1280, "height": 1000}, "locale": "en-US"}
SERVERS = {
    "streamlit run": ["-m", "streamlit", "run", "app.py", "--server.headless=true", "--server.address=127.0.0.1"],
    "class server": ["-m", "ui.serve"],
}


@contextmanager
def served(command: list[str]) -> Iterator[tuple[str, int]]:
    """The address and the process id of a new server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    where = {"PORT": port, "HOST": "127.0.0.1", "STREAMLIT_SERVER_PORT": port}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, *command], env={**os.environ, **where}, **quiet) as server:
        address = f"http://127.0.0.1:{port}"
        while True:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.05)
        try:
            yield address, server.pid
        finally:
            server.terminate()


def ready(page: Page, path: str) -> None:
    page.goto(path)
    page.locator("canvas.ink[data-ready='1']").wait_for()


def pen(page: Page) -> list[float]:
    """Milliseconds from the last move of the pen to its answer, stroke after stroke."""
    box = page.locator("canvas.ink").bounding_box()
    assert box
    rng, times = np.random.default_rng(0), []
    for _ in range(STROKES):
        page.get_by_role("button", name="Clear", exact=True).click()
        x, y = box["x"] + box["width"] * rng.uniform(0.3, 0.7), box["y"] + 0.2 * box["height"]
        page.mouse.move(x, y)
        page.mouse.down()
        for i in range(30):
            page.mouse.move(x + 10 * np.sin(i / 4), y + i * 0.6 * box["height"] / 30)
            page.wait_for_timeout(8)
        page.wait_for_timeout(600)
        times.append(float(page.locator("canvas.ink").get_attribute("data-latency") or "nan"))
        page.mouse.up()
        page.wait_for_timeout(300)
    return times


def state(page: Page, name: str) -> Locator:
    """What the run is doing, once it is that."""
    return page.locator(".st-key-curves .state", has_text=name)


def pause(page: Page, address: str) -> float:
    """Milliseconds from a click on Pause to the word Paused."""
    page.goto(f"{address}/train?epochs=1000")
    page.locator(".st-key-order_start button").click()
    state(page, "Running").wait_for()
    page.wait_for_timeout(1500)
    start = time.perf_counter()
    page.locator(".st-key-order_pause button").click()
    state(page, "Paused").wait_for()
    elapsed = 1000 * (time.perf_counter() - start)
    page.get_by_role("button", name="Stop", exact=True).click()
    return elapsed


def live(page: Page, address: str, least: float) -> float:
    """Seconds of a run of EPOCHS epochs that a page shows, from the click on Start; at least `least` of them."""
    page.goto(f"{address}/train?epochs={EPOCHS}")
    start_button = page.locator(".st-key-order_start button")
    start_button.wait_for()
    page.wait_for_timeout(1500)
    start = time.perf_counter()
    start_button.click()
    time.sleep(least)  # waiting for a text costs the browser something
    state(page, "Finished").wait_for(timeout=120_000)
    return time.perf_counter() - start


def moves(page: Page, address: str, view: str) -> tuple[float, float]:
    """How often the curves and the view below them change in a second, while a run goes on."""
    page.goto(f"{address}/train?epochs=1000")
    page.locator(".st-key-order_start button").click()
    page.get_by_role("radio", name=view, exact=True).click()
    page.wait_for_timeout(2000)
    counts = page.evaluate(MOVES, SECONDS)
    page.get_by_role("button", name="Stop", exact=True).click()
    return counts[0] / SECONDS, counts[1] / SECONDS


MOVES = """async (seconds) => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element.matches('canvas[data-version]') ? [element.dataset.version] : []),
    ...(element.shadowRoot ? all(element.shadowRoot) : []),
  ]);
  const look = () => { const [curves, ...below] = all(document); return [curves, below.join()]; };
  const counts = [0, 0], end = performance.now() + 1000 * seconds;
  let before = look();
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    const now = look();
    now.forEach((text, i) => { counts[i] += text !== before[i]; });
    before = now;
  }
  return counts;
}"""


def clicks(page: Page, address: str) -> dict[str, list[float]]:
    """Milliseconds from a click on a neuron of 784-100-60-10 until the page shows it, on Errors and on Weights."""
    page.goto(f"{address}/train?hidden=100-60&epochs=1")
    page.locator(".st-key-order_start button").click()
    state(page, "Finished").wait_for(timeout=120_000)
    times: dict[str, list[float]] = {}
    for name, picture in (("Errors", "δ of layer 2"), ("Weights", "pictures, sorted by")):
        page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True).click()
        cells = page.locator(f"canvas[aria-label*='{picture}']").first
        cells.wait_for()
        page.wait_for_timeout(2000)
        times[name] = [click(page, cells, 45 * i + 60) for i in range(8)]
    return times


def click(page: Page, cells: Locator, x: int) -> float:
    """Milliseconds from a click on a cell until its neuron is the one that is shown."""
    cells.hover(position={"x": x, "y": 8})
    page.wait_for_timeout(700)
    tip = re.search(r"\[(\d+)", page.locator("output.tip:visible").first.inner_text())
    assert tip
    start = time.perf_counter()
    page.mouse.down()
    page.mouse.up()
    page.get_by_text(f"euron {tip[1]} of layer 2").first.wait_for()
    return 1000 * (time.perf_counter() - start)


def heap(page: Page, address: str, minutes: int) -> None:
    """Print the MB that the browser holds, after a collection, minute by minute of a run with the view Inside."""
    page.goto(f"{address}/train?epochs=1000")
    page.locator(".st-key-order_start button").click()
    page.get_by_role("radio", name="Inside", exact=True).click()
    session = page.context.new_cdp_session(page)
    for minute in range(minutes + 1):
        if state(page, "Finished").count():
            page.locator(".st-key-order_start button").click()
        session.send("HeapProfiler.collectGarbage")
        print(f"minute {minute}: {session.send('Runtime.getHeapUsage')['usedSize'] / 1e6:.1f} MB", flush=True)
        page.wait_for_timeout(60_000 if minute < minutes else 0)


def headless() -> float:
    """Seconds of the same run without a screen."""
    run = TrainingRun(TrainingConfig(epochs=EPOCHS), load_mnist())
    start = time.perf_counter()
    run.advance(epochs=EPOCHS)
    return time.perf_counter() - start


def memory(pid: int) -> float:
    """MB that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


def measure(browser: Browser, name: str, command: list[str]) -> None:
    start = time.perf_counter()
    with served(command) as (address, pid):
        page = browser.new_page(**SCREEN)
        ready(page, address)
        print(f"{name}: cold start until one can draw {time.perf_counter() - start:.1f} s")
        times = pen(page)
        print(f"{name}: pen to answer, median {np.median(times):.0f} ms, 95 % within {np.quantile(times, 0.95):.0f} ms")
        print(f"{name}: click on Pause until it shows {pause(page, address):.0f} ms")
        ratios = []
        for _ in range(3):
            alone = headless()
            ratios.append(live(page, address, alone) / alone)
        print(f"{name}: live / headless {np.median(ratios):.2f} (of {', '.join(f'{ratio:.2f}' for ratio in ratios)})")
        for view in ("The network", "Weights", "Inside"):
            line, pictures = moves(page, address, view)
            print(f"{name}: a run with {view} moves {line:.1f} times a second, the view {pictures:.1f} times")
        for place, times in clicks(page, address).items():
            found = f"median {np.median(times):.0f} ms, at most {max(times):.0f} ms"
            print(f"{name}: {place}, a click on a neuron until it shows, {found}")
        before = memory(pid)
        for _ in range(VISITORS):
            ready(browser.new_page(**SCREEN), address)
        print(f"{name}: one more idle visitor {(memory(pid) - before) / VISITORS:.1f} MB, of {before:.0f} MB")


def main() -> None:
    load_mnist()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        if len(sys.argv) > 1:
            with served(SERVERS["streamlit run"]) as (address, _):
                heap(browser.new_page(**SCREEN), address, int(sys.argv[1]))
        else:
            for name, command in SERVERS.items():
                measure(browser, name, command)
        browser.close()


if __name__ == "__main__":
    main()
