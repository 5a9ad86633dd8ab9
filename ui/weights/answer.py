"""The answer of the edited network, beside that of the network as it is. Pure: no Streamlit."""

from __future__ import annotations

from ui.canvas.answer import delta_scale
from ui.canvas.bars import BarColumn, Table
from ui.canvas.outputs import largest, name
from ui.text.numbers import number
from ui.text.words import Words
from ui.weights.inspection import Inspection


def answer(inspection: Inspection, words: Words) -> Table:
    """The ten activations and the ten δ^L of the edited network; with edits, also as they were before."""
    L, net = inspection.network.L, inspection.edited
    now, before = inspection.trace, inspection.before if inspection.edits else None
    digit, cost = name(largest(now.a[L][:, 0])), number(inspection.cost_of(now))
    note = words("answer.cost", cost=cost, label=inspection.label)
    if before:
        was = number(inspection.cost_of(before))
        note += "\n" + words("answer.before", digit=name(largest(before.a[L][:, 0])), cost=was)
    scale = delta_scale(net, inspection.cost, now.delta[L])
    columns = [
        BarColumn(words["answer.a"], now.a[L][:, 0], before.a[L][:, 0] if before else None, "ink"),
        BarColumn(
            words("answer.delta", scale=f"{scale:g}"),
            now.delta[L][:, 0],
            before.delta[L][:, 0] if before else None,
            scale=scale,
        ),
    ]
    names = [str(i) for i in range(net.sizes[-1])]
    return Table(names, columns, words("answer.title", digit=digit), note, "j", strong=inspection.label)
