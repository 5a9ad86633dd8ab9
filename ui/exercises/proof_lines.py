"""The proofs of BP3 and BP4, line by line. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Proof:
    """The left side, the lines in their order, one line that is no part of it, and the order they are offered in.

    The number of a line is its place in the proof; that of the trap is the one behind the last line.
    """

    left: str
    lines: tuple[str, ...]
    trap: str
    offered: tuple[int, ...]

    def line(self, number: int) -> str:
        return self.trap if number == len(self.lines) else self.lines[number]

    def left_over(self, placed: int) -> list[int]:
        """The lines that are still offered when so many are placed; none when the proof is complete."""
        return [] if placed == len(self.lines) else [number for number in self.offered if number >= placed]


PROOFS = {
    "bp3": Proof(
        r"\frac{\partial C}{\partial b^l_j}",
        (
            r"=\sum_i \frac{\partial C}{\partial z^l_i}\,\frac{\partial z^l_i}{\partial b^l_j}",
            r"=\frac{\partial C}{\partial z^l_j}\,\frac{\partial z^l_j}{\partial b^l_j}",
            r"=\delta^l_j\,\frac{\partial z^l_j}{\partial b^l_j}",
            r"=\delta^l_j\,\frac{\partial}{\partial b^l_j}\Bigl(\sum_k w^l_{jk}\,a^{l-1}_k+b^l_j\Bigr)",
            r"=\delta^l_j\cdot 1=\delta^l_j",
        ),
        r"=\delta^l_j\,\sigma'(z^l_j)",
        (3, 0, 5, 4, 1, 2),
    ),
    "bp4": Proof(
        r"\frac{\partial C}{\partial w^l_{jk}}",
        (
            r"=\sum_i \frac{\partial C}{\partial z^l_i}\,\frac{\partial z^l_i}{\partial w^l_{jk}}",
            r"=\frac{\partial C}{\partial z^l_j}\,\frac{\partial z^l_j}{\partial w^l_{jk}}",
            r"=\delta^l_j\,\frac{\partial z^l_j}{\partial w^l_{jk}}",
            r"=\delta^l_j\,\frac{\partial}{\partial w^l_{jk}}\Bigl(\sum_i w^l_{ji}\,a^{l-1}_i+b^l_j\Bigr)",
            r"=\delta^l_j\,a^{l-1}_k=a^{l-1}_k\,\delta^l_j",
        ),
        r"=a^{l-1}_j\,\delta^l_k",
        (4, 2, 0, 5, 3, 1),
    ),
}
