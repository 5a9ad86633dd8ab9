"""What teaching promises, what came of it, and the versions that it led to, in words and tables. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from engine import Network, backprop, mean_cost, one_hot
from engine.training.teaching import Descent
from ui.canvas.outputs import largest, name
from ui.charts import tables
from ui.charts.tables import Math
from ui.session.taught import Version
from ui.text.numbers import number
from ui.text.words import Words

DONE = 0.01  # C below which a drawing is as good as learnt
FLAT = 3e-4  # ‖∇C‖² below which the neurons are called flat
TOO_FAR = 0.2  # of the promised change: where a step misses that by more, it is too long for the tangent


def promise(net: Network, x: np.ndarray, label: int, cost: str, eta: float) -> tuple[float, str]:
    """C for the image x `(784, 1)` and its label, and in LaTeX the change that a step with η promises. Equation 9."""
    y = one_hot([label], net.sizes[-1])
    trace = backprop(net, x, y, cost)
    square = float(trace.gradient @ trace.gradient)
    filled = rf"-{eta:g}\cdot {_tex(square)} \\ &= {_tex(-eta * square)}"
    latex = rf"\begin{{aligned}} \Delta C &\approx -\eta\,\lVert\nabla C\rVert^2 = {filled} \end{{aligned}}"
    return mean_cost(trace, y, cost), latex


def _tex(value: float) -> str:
    digits, _, power = f"{value:.4g}".partition("e")
    return rf"{digits}\cdot 10^{{{int(power)}}}" if power else digits


def brought(version: Version, words: Words) -> list[str]:
    """What the steps to this version promised and what they brought, and why these differ; nothing without steps."""
    descent, eta = version.descent, version.eta
    if not (descent and eta):
        return []
    promised, actual = sum(descent.predicted), descent.actual
    values = {"label": version.label, "eta": f"{eta:g}", "promised": number(promised, sign=True)}
    values["actual"] = number(actual, sign=True)
    sentences = [words(f"teach.{version.how}_brought", **values)]
    if abs(promised) < FLAT * eta * len(descent.predicted):
        sentences.append(words["teach.flat" if descent.costs[0] > DONE else "teach.done"])
    elif abs(actual - promised) > TOO_FAR * abs(promised):
        sentences.append(words["teach.too_far"])
    return sentences


def on_test_set(before: Version, after: Version, words: Words) -> str:
    """What the last version cost, or gained, on the test set."""
    change = after.correct - before.correct
    return words(
        "teach.test",
        before=words.whole(before.correct),
        after=words.whole(after.correct),
        change=f"{change:+d}".replace("-", "−") if change else "±0",
    )


def versions_table(versions: Sequence[Version], x: np.ndarray, label: int | None, words: Words) -> str:
    """All versions in Markdown, the newest first: how each came about, its answer to x `(784, 1)`, the test set.

    One column is the activation of the label's output neuron, or of the newest answer's where there is no label.
    """
    outputs = [version.network.feedforward(x)[:, 0] for version in versions]
    j = int(outputs[-1].argmax()) if label is None else label
    heads: list[str | Math] = [
        words["teach.version"],
        words["teach.how"],
        words["teach.reads"],
        Math(f"a_{j}"),
        words["teach.correct"],
    ]
    rows = [
        (str(place), _how(version, words), name(largest(a)), f"{a[j]:.4f}", words.whole(version.correct))
        for place, (version, a) in enumerate(zip(versions, outputs, strict=True))
    ]
    return tables.markdown(heads, reversed(rows), "lllll")


def _how(version: Version, words: Words) -> str:
    eta = "" if version.eta is None else f"{version.eta:g}"
    return words(f"teach.how_{version.how}", label=version.label, eta=eta)


def steps_table(descent: Descent, words: Words) -> str:
    """The single steps in Markdown: C after each, and the change that it promised and made."""
    heads: list[str | Math] = [words["teach.number"], Math("C"), words["teach.promised"], words["teach.actual"]]
    rows = [
        (str(i), number(after), number(promised, sign=True), number(after - before, sign=True))
        for i, ((before, after), promised) in enumerate(
            zip(pairwise(descent.costs), descent.predicted, strict=True), start=1
        )
    ]
    return tables.markdown(heads, rows, "llll")
