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
from playwright.sync_api import Page, expect

from tests.browser.chromium import launch_options
from tests.browser.visitor import Visitor
from tests.paths import ROOT

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-US", "viewport": {"width": 1280, "height": 1000}}


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
def visitor(page: Page, address: str) -> Iterator[Visitor]:
    """Somebody with a browser; what the browser complains about fails the test."""
    visitor = Visitor(page, address)
    yield visitor
    assert not visitor.complaints
