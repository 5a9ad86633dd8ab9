"""What the steps of the algorithm compute, and the scales and windows it is shown with. Pure: no Streamlit."""

from __future__ import annotations

import numpy as np

from ui.backprop.algorithm import Step
from ui.backprop.example_pass import ExamplePass
from ui.canvas.blocks import round_scale

WHOLE = 60  # rows or columns of a matrix that are shown all at once, at most
WINDOW = (40, 28)  # rows and columns of a larger one that are shown at once; 28 columns of w² are one row of the image
DECADES = 4  # of the logarithmic scale of errors


def window(n: int, axis: int) -> int:
    """How many of n rows (axis 0) or columns (axis 1) of a matrix are shown at once."""
    return n if n <= WHOLE else WINDOW[axis]


def matrix_of(step: Step, seen: ExamplePass) -> tuple[int, int] | None:
    """The shape of the matrix that a step shows a window of; None if it has no matrix."""
    if step.kind in ("feedforward", "gradient"):
        return seen.net.w[step.l].shape
    return seen.net.w[step.l + 1].T.shape if step.kind == "backpropagate" else None


def table_of(step: Step, seen: ExamplePass) -> np.ndarray:
    """The numbers that a step computes, as a table: examples are columns."""
    l, trace = step.l, seen.trace
    if step.kind in ("input", "feedforward"):
        return trace.a[l]
    return trace.nabla_w[l] if step.kind == "gradient" else trace.delta[l]


def ink_of(l: int, seen: ExamplePass) -> bool:
    """Whether the activations of a layer lie in 0..1, so that they are shown as ink."""
    return l == 1 or seen.net.sigma[l].between_0_and_1


def delta_scale(seen: ExamplePass) -> float:
    """One scale for the errors of all layers."""
    return round_scale(np.vstack([*seen.trace.delta.values()]))
