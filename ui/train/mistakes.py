"""What a network gets wrong. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import COSTS, Dataset, Network, forward


@dataclass(frozen=True, eq=False)
class Results:
    """The `answers` of a network to n examples and their `costs`, one by one, with the `labels`, all `(n,)`.

    `confusion[label, answer]`, `(10, 10)`, counts the examples.
    """

    answers: np.ndarray
    costs: np.ndarray
    confusion: np.ndarray
    labels: np.ndarray

    def worst(self) -> np.ndarray:
        """The indices of the wrong answers, those with the highest cost first."""
        return self._costliest(self.answers != self.labels)

    def of(self, label: int, answer: int | None) -> np.ndarray:
        """The same of the examples of a label with an answer; where that is None, with any wrong one."""
        given = self.answers != label if answer is None else self.answers == answer
        return self._costliest((self.labels == label) & given)

    def _costliest(self, these: np.ndarray) -> np.ndarray:
        found = np.flatnonzero(these)
        return found[np.argsort(-self.costs[found], kind="stable")]


def accuracy(confusion: np.ndarray) -> float:
    """The share of right answers in `confusion`; 0 if it is empty."""
    return float(confusion.trace() / max(1, confusion.sum()))


def accuracy_by_digit(confusion: np.ndarray) -> np.ndarray:
    """The share of right answers for each label, `(10,)`; 0 where there are no examples."""
    return confusion.diagonal() / np.maximum(1, confusion.sum(axis=1))


def results(net: Network, cost: str, dataset: Dataset) -> Results:
    """The answers of a network to a whole data set, computed in float32, a chunk at a time."""
    net = net.copy(dtype=np.float32)
    answers, costs = [], []
    for i in range(0, len(dataset), 1000):
        part = dataset[i : i + 1000]
        trace = forward(net, part.images)
        answers.append(trace.a[net.L].argmax(axis=0))
        costs.append(COSTS[cost].value(trace.z[net.L], trace.a[net.L], part.targets))
    all_answers, labels = np.concatenate(answers), dataset.labels
    confusion = np.zeros((10, 10), np.int64)
    np.add.at(confusion, (labels, all_answers), 1)
    return Results(all_answers, np.concatenate(costs), confusion, labels)
