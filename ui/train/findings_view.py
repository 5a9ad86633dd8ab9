"""What is wrong with a run: the evidence, a page that shows it, and a remedy in one click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from engine.training.diagnosis import divergence
from engine.training.live import State, Status
from engine.training.measurements import Finding
from ui.screen import pages
from ui.session import experiment, resources, runs, settings
from ui.text.numbers import short
from ui.text.words import Words
from ui.train import curves
from ui.train.launch import launch

SHOWN_BY_ERRORS = ("dead", "saturated", "silent", "vanishing", "chance")  # findings that the page Errors shows
SHARES = ("accuracy", "low", "high", "training", "validation", "fall")  # evidence in per cent


def view(words: Words, status: Status) -> None:
    """The findings about a run, the reason of its end first."""
    if status.state == State.DIVERGED:
        _finding(words, divergence(status.config, status.eta))
    if status.state == State.FAILED:
        st.error(words("problem.failed", reason=status.reason))
    for finding in status.measurements.findings:
        _finding(words, finding)


def _finding(words: Words, finding: Finding) -> None:
    evidence = {name: _evidence(name, value) for name, value in finding.evidence.items()}
    with st.container(border=True, key=f"finding_{finding.kind}"):
        st.markdown(f":material/stethoscope: {words(f'problem.{finding.kind}', **evidence)}")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                words("problem.try", remedy=curves.changed(finding.remedy, words)),
                key=f"remedy_{finding.kind}",
                on_click=_try,
                args=(finding.remedy,),
                icon=":material/healing:",
            )
            if finding.kind in SHOWN_BY_ERRORS and "errors" in pages.PAGES:
                pages.link("errors", words["problem.see"])


def _evidence(name: str, value: Any) -> str:
    if name in SHARES:
        return f"{value:.1%}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return short(float(f"{value:.3g}")) if isinstance(value, float) else str(value)


def _try(remedy: Mapping[str, Any]) -> None:
    """Start again with the settings of the run, except for those that should help."""
    run = runs.own()
    values = settings.values(run.poll().config, run.rule) if run else experiment.values("a")
    experiment.SIDE.remember("a")
    experiment.put({**values, **remedy}, "a")
    launch(resources.loaded())
