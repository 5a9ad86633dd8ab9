"""NumPy code written down while it is computed with: how a typed formula becomes a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


class Recorded(np.lib.mixins.NDArrayOperatorsMixin):
    """Stands where an array would; operators and NumPy's functions write down the call and give its result a name.

    Each result is named once, however often it is used, so the code is as long as the calculation.
    """

    def __init__(self, name: str, calls: dict[str, tuple[str, tuple[str, ...]]]):
        """A result under its name; `calls` has the expression of each result and the results that it needs."""
        self.name, self._calls = name, calls

    @classmethod
    def variable(cls, name: str) -> Recorded:
        """A variable of the code, with which a recording begins."""
        return cls(name, {})

    def call(self, template: str, **inputs: Any) -> Recorded:
        """The result of an expression of NumPy with fields for its inputs, recorded results or numbers."""
        expression = template.format(**{field: _text(value) for field, value in inputs.items()})
        needs = tuple(value.name for value in inputs.values() if isinstance(value, Recorded))
        name = f"t{len(self._calls)}"
        self._calls[name] = expression, needs
        return Recorded(name, self._calls)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **_: Any) -> Recorded:
        return self._function(ufunc.__name__, inputs)

    def __array_function__(self, function: Callable, types: Any, args: tuple, _: Any) -> Any:
        if function is np.where and not isinstance(args[0], Recorded):
            return args[1] if args[0] else args[2]  # known before anything is computed
        return self._function(function.__name__, args)

    def _function(self, name: str, inputs: tuple) -> Recorded:
        fields = {f"x{i}": value for i, value in enumerate(inputs)}
        return self.call(f"np.{name}({', '.join(f'{{{field}}}' for field in fields)})", **fields)

    def code(self) -> str:
        """Python's expression for this result."""
        needed = {self.name}
        for name, (_, needs) in reversed(self._calls.items()):
            needed |= set(needs) if name in needed else set()
        lines = [f"{name} := {text}" for name, (text, _) in self._calls.items() if name in needed]
        return f"({', '.join(lines)},)[-1]" if lines else self.name


def code_of(result: Any) -> str:
    """Python's expression for a recorded result, or for a number that was known while recording."""
    return result.code() if isinstance(result, Recorded) else _text(result)


def _text(value: Any) -> str:
    if isinstance(value, Recorded):
        return value.name
    number = float(value)
    return repr(number) if np.isfinite(number) else f"float({str(number)!r})"
