"""Why learning is slow: how large |δ^l| is in each layer, measured on 1,000 training images. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from engine import Network, Splits, TrainingConfig, backprop
from engine.mnist import Dataset
from engine.training.measurements import saturated
from engine.training.monitor import SAMPLE
from ui.charts import tables
from ui.charts.tables import Cell
from ui.text.numbers import number, ratio
from ui.text.words import Words

Array = np.ndarray


class DeltaStatistics(NamedTuple):
    """Mean and median of |δ^l_j| over neurons j and examples, and the share of these pairs with σ' < 0.01."""

    mean: float
    median: float
    saturated: float


def measure(net: Network, sample: Dataset, cost: str) -> dict[int, DeltaStatistics]:
    """How large |δ^l| is on a sample, by layer; float64."""
    trace = backprop(net, sample.images, sample.targets.astype(float), cost)
    sizes = {l: np.abs(delta) for l, delta in trace.delta.items()}
    return {
        l: DeltaStatistics(float(size.mean()), float(np.median(size)), float(saturated(trace.sigma_prime[l]).mean()))
        for l, size in sizes.items()
    }


def starts(config: TrainingConfig) -> dict[str, Network]:
    """The two ways to start the same architecture, with the same seed: N(0, 1) and scaled."""
    return {init: replace(config, init=init).network(float) for init in ("gaussian", "scaled")}


def sample_of(splits: Splits) -> Dataset:
    """The training images on which everything here is measured."""
    return splits.train[:SAMPLE]


def fall(layers: Mapping[int, DeltaStatistics], name: str) -> float:
    """How many times smaller |δ| is in the first hidden layer than in the output layer: its "mean" or its "median"."""
    first, last = (getattr(layers[l], name) for l in (min(layers), max(layers)))
    return last / first if first else np.inf


def finding(measured: Mapping[str, Mapping[int, DeltaStatistics]], words: Words) -> str:
    """What the two starts show, in a sentence with their numbers."""
    gaussian, scaled = measured["gaussian"], measured["scaled"]
    L = max(gaussian)
    if L == 2:
        return words["slow.shallow"]
    values = {
        "L": L,
        "scaled": _times(fall(scaled, "mean"), words),
        "gaussian": _times(fall(gaussian, "mean"), words),
        "median": _times(fall(gaussian, "median"), words),
        "dull": f"{gaussian[2].saturated:.0%}",
        "dull_scaled": f"{scaled[2].saturated:.0%}",
    }
    mean, median = fall(gaussian, "mean"), fall(gaussian, "median")
    hidden = mean >= 1 and 3 * mean < median < np.inf and gaussian[2].saturated > 0.1
    return words("slow.finding", **values) + " " + (words("slow.hidden", **values) if hidden else "")


def _times(times: float, words: Words) -> str:
    return words("slow.smaller" if times >= 1 else "slow.larger", times=ratio(times if times >= 1 else 1 / times))


def layer_table(measured: Mapping[str, Mapping[int, DeltaStatistics]], words: Words) -> str:
    """The numbers of the figure as an HTML table, the output layer first."""
    rows: list[tables.Row] = []
    for name, layers in measured.items():
        rows.append([Cell(words[f"slow.{name}"], "", {"colspan": "4", "class": "group"})])
        for l, known in sorted(layers.items(), reverse=True):
            values = number(known.mean), number(known.median), f"{known.saturated:.1%}"
            rows.append([Cell(str(l), "row"), *values])
    return tables.html(["l", *(words[f"slow.{name}"] for name in DeltaStatistics._fields)], rows, tables.TERMS)
