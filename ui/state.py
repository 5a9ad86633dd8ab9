"""What is remembered of a visit: the one home of session keys, and of parameters of the URL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from engine.live import LiveRun
from ui import experiment, resources
from ui.drawing import Drawing

LANGUAGE = "lang"  # chosen by the visitor; also in the URL
LANGUAGE_WIDGET = "language_widget"  # shows LANGUAGE, and changes it
NETWORK = "network"  # one of NETWORKS
NETWORKS = ("book", "run")
NETWORK_WIDGET = "network_widget"  # shows NETWORK, and changes it
DRAWING = "kept_drawing"
RUN = "run"  # the id of the visitor's run; also in the URL, so that a reload finds it again
NONSENSE = "nonsense"  # names of settings that the URL had wrong
FULL = "server_full"  # how many runs the server keeps, when it could not take another one
CLICKED = "clicked"  # which of Start and Pause was clicked last, and when, in seconds of a monotonic clock
PACE = "pace"  # widget
STEP = "step_unit"  # widget
ZOOM = "zoom"  # widget
LAYERS = "set_layers"  # widget: how many hidden layers
ETA_WIDGETS = ("eta_slider", "eta_number")  # both show the setting eta
RENEWED = "renewed"  # how often each widget of η was replaced


def get(key: str, default: Any = None) -> Any:
    return st.session_state.get(key, default)


def put(key: str, value: Any) -> None:
    st.session_state[key] = value


def take(key: str) -> Any:
    """The value of a key, which is forgotten by this."""
    return st.session_state.pop(key, None)


def write_param(name: str, value: str | None) -> None:
    """Write a parameter of the URL, or leave it out; a page switch drops them all, so each page writes its own."""
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


# --- the drawing ---


def drawing() -> Drawing | None:
    """What this visitor has drawn, on whatever page."""
    return get(DRAWING)


def keep_drawing(drawing: Drawing) -> None:
    """Remember a drawing for the other pages; the example that draws itself is nobody's, and is not kept."""
    put(DRAWING, None if drawing.demo or not drawing.strokes else drawing)


# --- the run ---


def run() -> LiveRun | None:
    """The run of this visitor, if the server still has it; its id is kept in the URL."""
    id = get(RUN) or st.query_params.get(RUN)
    run = resources.runs().get(id)
    if run and not get(RUN):  # a reload, or another browser window: take it up again
        put(RUN, id)
        put(NETWORK, "run")
    write_param(RUN, id if run else None)
    return run


# --- the settings of Train ---


def setting(name: str) -> str:
    """The key of the widget of a setting; of hidden layer i for "hidden1", "hidden2", …"""
    return f"set_{name}"


def eta_widget(name: str) -> str:
    """The key of a widget that shows the setting eta, which is no widget's own."""
    return f"{name}_{get(RENEWED, {}).get(name, 0)}"


def renew(widget: str) -> None:
    """Let a widget of η begin anew, as another widget, with the value that η now has.

    Putting the value into the widget is not enough: a page that looks at a run several times a second may send the
    widget's old value once more before it has heard of the new one, and so set η back.
    """
    renewed = get(RENEWED, {})
    put(RENEWED, renewed | {widget: renewed.get(widget, 0) + 1})


def begin_settings() -> None:
    """On the first visit of the page, put the settings of the URL into the widgets."""
    if setting("eta") not in st.session_state:
        values, wrong = experiment.read(st.query_params)
        put_settings(values)
        put(NONSENSE, wrong)


def put_settings(values: Mapping[str, Any]) -> None:
    """Put settings into the widgets."""
    hidden = values["hidden"]
    put(LAYERS, len(hidden))
    for i in range(experiment.MAX_LAYERS):
        put(setting(f"hidden{i + 1}"), hidden[i] if i < len(hidden) else 30)
    for name in experiment.SETTINGS:
        if name != "hidden":
            put(setting(name), values[name])
    for widget in ETA_WIDGETS:
        renew(widget)


def settings() -> dict[str, Any]:
    """The settings that the widgets hold."""
    hidden = tuple(get(setting(f"hidden{i + 1}")) for i in range(get(LAYERS)))
    return {"hidden": hidden} | {name: get(setting(name)) for name in experiment.SETTINGS if name != "hidden"}


def write_settings(values: Mapping[str, Any]) -> None:
    """Write the settings into the URL, so that an experiment is a link."""
    params = experiment.write(values)
    for name in experiment.SETTINGS:
        write_param(name, params.get(name))
