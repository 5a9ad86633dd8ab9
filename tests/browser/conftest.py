"""The app on a server of its own, and a headless Chromium that visits it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import launch_options
from tests.browser.visitor import Visitor
from tests.paths import ROOT

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all visitors: Chromium has compiled Streamlit's scripts there, which is a third of a visit's work."""
    context = browser.new_context(locale="en-US")
    yield context.new_page()
    context.close()


@contextmanager
def served() -> Iterator[str]:
    """The address of a server that has just been started, as `make run` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with subprocess.Popen([*command, *options], cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _await(f"{address}/_stcore/health")
            yield address
        finally:
            server.terminate()


def _await(url: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=1)
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture
def visitor(tab: Page, address: str) -> Iterator[Visitor]:
    """Somebody who has never been here; what the browser complains about fails the test."""
    tab.goto(f"{address}/_stcore/health")  # the app's origin without the app, which would remember something again
    tab.evaluate("localStorage.clear(); sessionStorage.clear()")
    tab.context.clear_cookies()
    tab.set_viewport_size({"width": 1280, "height": 1000})
    tab.emulate_media(reduced_motion="no-preference", color_scheme="light")
    visitor = Visitor(tab, address)
    yield visitor
    visitor.leave()
    assert not visitor.complaints
