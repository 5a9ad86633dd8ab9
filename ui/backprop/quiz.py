"""Questions of the page Backprop, and what is wrong with a wrong answer. Pure: no Streamlit."""

from __future__ import annotations

import math
import random
from typing import NamedTuple

import numpy as np

from ui.backprop import algorithm
from ui.backprop.quantities import Pass

SIZES = (3, 4, 2)  # of the small network of the notation trainer


class Weight(NamedTuple):
    """w^l_jk."""

    l: int
    j: int
    k: int


def weight(seed: int, number: int) -> Weight:
    """The weight that question `number` is about: one with j ≠ k whose indices could be swapped."""
    choice = random.Random(f"{seed}-{number}")
    while True:
        l = choice.choice((2, 3))
        asked = Weight(l, choice.randrange(SIZES[l - 1]), choice.randrange(SIZES[l - 2]))
        if asked.j != asked.k and exists(swapped(asked)):
            return asked


def swapped(asked: Weight) -> Weight:
    """The weight with j and k interchanged."""
    return Weight(asked.l, asked.k, asked.j)


def exists(one: Weight) -> bool:
    return 2 <= one.l <= len(SIZES) and 0 <= one.j < SIZES[one.l - 1] and 0 <= one.k < SIZES[one.l - 2]


def judged(asked: Weight, given: Weight) -> str:
    """right; or what is wrong: missing, swapped, layers_differ (the right neurons of other layers), or other."""
    if given == asked:
        return "right"
    if not exists(given):
        return "missing"
    if given == swapped(asked):
        return "swapped"
    return "layers_differ" if given.l != asked.l and {given.j, given.k} == {asked.j, asked.k} else "other"


# --- predictions ---

KINDS = ("sign", "largest", "saturated")
SIGNS = ("negative", "zero", "positive")
CHANGES = ("shrinks", "stays", "grows")
CALM, WRONG_END = 0.5, -8.0  # z of the neuron of the label, before and after it is saturated at the wrong end


def options(kind: str) -> tuple:
    return {"sign": SIGNS, "largest": tuple(range(10)), "saturated": CHANGES}[kind]


def neuron(kind: str, seen: Pass) -> int:
    """The output neuron that a question is about: for its sign, that of the label or the strongest of the others."""
    label = int(seen.y[:, 0].argmax())
    others = np.where(seen.y[:, 0] == 1, -math.inf, seen.trace.a[seen.net.L][:, 0])
    first = int(np.abs(seen.trace.a[1][:, 0]).sum() * 255) % 2 == 0
    return int(others.argmax()) if kind == "sign" and first else label


def answer(kind: str, seen: Pass) -> str | int:
    """The right answer, from the pass itself."""
    errors = seen.trace.delta[seen.net.L][:, 0]
    if kind == "sign":
        return SIGNS[int(np.sign(errors[neuron(kind, seen)])) + 1]
    if kind == "largest":
        return int(np.abs(errors).argmax())
    calm, saturated = (abs(facts[3]) for facts in saturation(seen))
    return "shrinks" if saturated < 0.9 * calm else "grows" if saturated > 1.1 * calm else "stays"


def saturation(seen: Pass) -> tuple[tuple[float, float, float, float], ...]:
    """σ(z), ∂C/∂a, σ'(z) and δ of the neuron of the label (y = 1), calm and saturated at the wrong end."""
    activation = seen.net.sigma[seen.net.L].name
    return tuple(algorithm.delta_at(z, 1.0, activation, seen.cost) for z in (CALM, WRONG_END))


def about(seen: Pass) -> int:
    """What a prediction is about: the digit and its label, whichever network reads it."""
    return hash((seen.trace.a[1].tobytes(), seen.y.tobytes(), seen.net.sizes, seen.cost))


# --- typed numbers ---


def read_number(text: str) -> float | None:
    """A number as somebody types it: −0,034, 3.4e-5, 3.4·10^-5; None if it is none."""
    plain = text.strip().replace("−", "-").replace(",", ".").replace("·", "*").replace(" ", "")
    plain = (
        plain.replace("*10^", "e")
        .replace("*10**", "e")
        .replace("(", "")
        .replace(")", "")
        .replace("{", "")
        .replace("}", "")
    )
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def close(given: float, right: float) -> bool:
    """Whether a typed result is right, to one per cent."""
    return math.isclose(given, right, rel_tol=0.01, abs_tol=1e-15)


def read_vector(text: str, most: int = 8) -> list[float] | None:
    """Numbers apart by commas, semicolons or spaces; None if it is anything else, or too many."""
    parts = text.replace(";", " ").replace(",", " ").split()
    numbers = [read_number(part) for part in parts]
    if not 1 <= len(numbers) <= most or any(number is None or abs(number) > 1e9 for number in numbers):
        return None
    return [number for number in numbers if number is not None]
