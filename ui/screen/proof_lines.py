"""The proofs of BP3 and BP4, whose lines a learner puts in order. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class GuidedProof:
    """A proof to be put in order: the left side, the lines by name in the order of the proof, each in LaTeX.

    `traps` are lines that look right and belong nowhere. `order` has the names of lines and traps as they are offered.
    """

    left: str
    lines: Mapping[str, str]
    traps: Mapping[str, str]
    order: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the lines in the order of the proof."""
        return tuple(self.lines)

    def offered(self, placed: int) -> dict[str, str]:
        """The lines to choose from once so many are placed, with the traps; none when the proof is complete."""
        if placed == len(self.lines):
            return {}
        every = {**self.lines, **self.traps}
        return {name: every[name] for name in self.order if name not in self.names[:placed]}


PROOFS = {
    "bp3": GuidedProof(
        r"\frac{\partial C}{\partial b^l_j}",
        {
            "chain": r"=\sum_i \frac{\partial C}{\partial z^l_i}\,\frac{\partial z^l_i}{\partial b^l_j}",
            "only": r"=\frac{\partial C}{\partial z^l_j}\,\frac{\partial z^l_j}{\partial b^l_j}",
            "definition": r"=\delta^l_j\,\frac{\partial z^l_j}{\partial b^l_j}",
            "insert": r"=\delta^l_j\,\frac{\partial}{\partial b^l_j}\Bigl(\sum_k w^l_{jk}\,a^{l-1}_k+b^l_j\Bigr)",
            "result": r"=\delta^l_j\cdot 1=\delta^l_j",
        },
        {"trap_input": r"=\delta^l_j\,a^{l-1}_k", "trap_prime": r"=\delta^l_j\,\sigma'(z^l_j)"},
        ("insert", "chain", "trap_prime", "result", "only", "trap_input", "definition"),
    ),
    "bp4": GuidedProof(
        r"\frac{\partial C}{\partial w^l_{jk}}",
        {
            "chain": r"=\sum_i \frac{\partial C}{\partial z^l_i}\,\frac{\partial z^l_i}{\partial w^l_{jk}}",
            "only": r"=\frac{\partial C}{\partial z^l_j}\,\frac{\partial z^l_j}{\partial w^l_{jk}}",
            "definition": r"=\delta^l_j\,\frac{\partial z^l_j}{\partial w^l_{jk}}",
            "insert": r"=\delta^l_j\,\frac{\partial}{\partial w^l_{jk}}\Bigl(\sum_i w^l_{ji}\,a^{l-1}_i+b^l_j\Bigr)",
            "result": r"=\delta^l_j\,a^{l-1}_k=a^{l-1}_k\,\delta^l_j",
        },
        {"trap_weight": r"=\delta^l_j\,w^l_{jk}", "trap_swapped": r"=a^{l-1}_j\,\delta^l_k"},
        ("result", "definition", "trap_weight", "chain", "trap_swapped", "insert", "only"),
    ),
}
