"""What somebody does with the app, and what they see of it, without a browser."""

from __future__ import annotations

import json
import time

import numpy as np
from streamlit.testing.v1 import AppTest

from tests.paths import ROOT
from ui.screen import pages
from ui.session import resources


def opened(page, **params):
    at = AppTest.from_file(str(ROOT / "home.py"), default_timeout=30)
    for name, value in params.items():
        at.query_params[name] = value
    if page != "home":
        at.switch_page(pages.PAGES[page])
    return at.run()


def pad(at):
    """The data of the drawing pad, as the browser gets them."""
    return next(
        json.loads(element.proto.json) for element in at.get("bidi_component") if element.proto.component_name == "pad"
    )


def unpack(data):
    """The header and the values of blocks of small pictures, as the browser gets them in bytes."""
    length = int.from_bytes(data[:4], "little")
    return json.loads(data[4 : 4 + length]), np.frombuffer(data, "<f4", offset=4 + length)


def number(at, label):
    """The number with a label; its key is another one whenever something else has set it."""
    return next(number for number in at.number_input if number.label.startswith(label))


def told(at):
    """The parameters that the browser has been told to put into the address; None for those to be left out of it."""
    told = [json.loads(each.proto.json) for each in at.get("bidi_component") if each.proto.component_name == "address"]
    return max(told, key=lambda each: each["at"])["params"]


def address(at):
    """The parameters in the address of the page, as the browser has been told them."""
    return {name: text for name, text in told(at).items() if text is not None}


def say(at, key, message):
    """Let the component of that key say something, as a browser does: its callback hears it, then the page is drawn."""
    element = next(each for each in at.get("bidi_component") if f"-{key}" in each.proto.id)
    states = at._tree.get_widget_states()
    states.widgets.add(id=element.proto.id, json_value=json.dumps(message))
    return at._run(states)


def press(at, name):
    return at.button(key=name).click().run()


def run_of(at):
    return resources.runs().get(at.session_state["run"])


def wait(at, condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition(status := run_of(at).poll()):
        assert time.monotonic() < deadline, status
        time.sleep(0.02)
    return status


def stopped(at):
    """The last status of the visitor's run, stopped by its button: the state is there at once, the numbers follow."""
    press(at, "order_stop")
    wait(at, lambda status: run_of(at).ended)
    return run_of(at).poll()
