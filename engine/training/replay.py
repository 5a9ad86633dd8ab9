"""NumPy calls that are noted while a function runs once, and then made again one after the other.

`Tape.symbol` gives stand-ins for arrays. A function of stand-ins leaves its calls on the tape, and `Tape.bind` makes
of them a list of calls that write into places of their own. What cannot be noted raises.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate, groupby, pairwise
from typing import Any

import numpy as np

from engine._blas import rows_at_once
from engine.layers import aligned

Array = np.ndarray
Bound = tuple[Callable, tuple]  # a function and its arguments, the place of the result among them
Kin = dict["Symbol", tuple[Any, int]]  # which quantity a symbol is, and of which layer

ROW_SUMS = partial(np.sum, axis=1, keepdims=True)
ones = lru_cache(64)(np.ones)


class NotRecordable(TypeError):
    """A function does something that a replay could not repeat."""


class Symbol(np.lib.mixins.NDArrayOperatorsMixin):
    """Stands where an array would: it has a shape and a precision, and no numbers that a function could look at."""

    __hash__ = object.__hash__

    def __init__(self, tape: Tape, shape: tuple, dtype: np.dtype, array: Any = None, base: Symbol | None = None):
        self.tape, self.shape, self.dtype = tape, shape, dtype
        self.array = array  # the place of its numbers, once it has one
        self.block: Any = array  # in which it is some rows from the first
        self.first = 0
        self.base = base  # of which it is the transpose

    @property
    def T(self) -> Symbol:  # noqa: N802
        return Symbol(self.tape, self.shape[::-1], self.dtype, base=self) if self.base is None else self.base

    def put(self, block: Array, first: int = 0) -> None:
        """Give it its place: rows of a block."""
        self.array, self.block, self.first = block[first : first + self.shape[0]], block, first

    def adjoins(self, other: Symbol) -> bool:
        """Whether the other's rows follow its own in one block."""
        return self.block is not None and self.block is other.block and other.first == self.first + self.shape[0]

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Symbol:
        if method != "__call__" or kwargs or ufunc.nout != 1:
            raise NotRecordable(f"np.{ufunc.__name__} by {method} with {sorted(kwargs)}")
        return self.tape.note(ufunc, inputs)

    def __array_function__(self, function: Callable, types: Any, args: tuple, kwargs: dict) -> Any:
        if function is np.ones_like and len(args) == 1 and not kwargs:
            return np.ones(self.shape, self.dtype)
        if function is not np.where or len(args) != 3:
            raise NotRecordable(f"np.{function.__name__}")
        return self.tape.note(function, args)

    def __pow__(self, exponent: Any) -> Symbol:
        return self.tape.note(operator.pow, (self, exponent))  # with 2 NumPy squares, and so on

    def sum(self, axis: int, keepdims: bool = False) -> Symbol:
        if (axis, keepdims) != (1, True):
            raise NotRecordable(f"a sum along axis {axis}, keepdims={keepdims}")
        if self.tape.exact:
            return self.tape.note(ROW_SUMS, (self,))
        return self @ ones((self.shape[1], 1), self.dtype)

    def astype(self, dtype: type | np.dtype) -> Symbol:
        return self.tape.note(np.asarray, (self,), np.dtype(dtype))

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise NotRecordable("the numbers are looked at")

    __array__ = __bool__ = _refuse


@dataclass(frozen=True, eq=False)
class Call:
    """A function, its arguments and all that it reads and writes: of several layers, where like calls are one."""

    function: Callable
    args: tuple
    result: Symbol
    reads: set[Symbol]
    writes: set[Symbol]


class Tape:
    """The calls of a function of symbols.

    With `exact`, a replay gives the bits of the function itself. Without, sums of rows are products with a column of
    ones, products are BLAS's, large ones in parts, and like calls of neighbouring layers are one.
    """

    def __init__(self, *, exact: bool = False):
        self.exact = exact
        self._calls: list[Call] = []
        self._known: dict[tuple, Symbol] = {}
        self._numbers: dict[tuple, Array] = {}

    def symbol(self, array: Array) -> Symbol:
        """A symbol for an array, whose numbers at the time of the replay are used."""
        return Symbol(self, array.shape, array.dtype, array)

    def note(self, function: Callable, args: Sequence[Any], dtype: np.dtype | None = None) -> Symbol:
        """The symbol of the result of a call, which is noted; the same call of the same things is made once."""
        samples = [np.broadcast_to(arg.dtype.type(0), arg.shape) if isinstance(arg, Symbol) else arg for arg in args]
        with np.errstate(all="ignore"):
            result = function(*samples)
        if isinstance(function, np.ufunc):  # Python's numbers as arrays cost half
            kind = np.result_type(*samples)
            args = [self._number(arg, kind) if isinstance(arg, int | float) else arg for arg in args]
        key = (function, dtype, *map(id, args))  # the arguments of what is noted stay
        if key not in self._known:
            found = self._known[key] = Symbol(self, result.shape, dtype or result.dtype)
            reads = {arg if arg.base is None else arg.base for arg in args if isinstance(arg, Symbol)}
            self._calls.append(Call(function, tuple(args), found, reads, {found}))
        return self._known[key]

    def _number(self, number: float, kind: np.dtype) -> Array:
        return self._numbers.setdefault((repr(number), kind), np.asarray(number, kind))

    def lay_out(self, results: Iterable[Symbol], families: Sequence[Mapping[int, Symbol]] = ()) -> None:
        """Drop what no result needs, and give every symbol its place.

        A family is a quantity of neighbouring layers l, such as z^2, z^3, …, whose rows are to lie together.
        """
        needed, calls = set(results), list[Call]()
        for call in reversed(self._calls):
            if call.result in needed:
                needed |= call.reads
                calls.insert(0, call)
        self._calls = calls if self.exact else _side_by_side(calls, families, needed)
        for symbol in needed:
            if symbol.array is None:
                symbol.put(aligned(symbol.shape, symbol.dtype))

    def bind(self, instead: Mapping[Symbol, Array]) -> list[Bound]:
        """The calls, ready to be made; some symbols stand for other arrays than those that they were made of."""

        def place(arg: Any) -> Any:
            if not isinstance(arg, Symbol):
                return arg
            return instead.get(arg, arg.array) if arg.base is None else instead.get(arg.base, arg.base.array).T

        bound: list[Bound] = []
        for call in self._calls:
            args, out = tuple(map(place, call.args)), call.result.array
            if call.function is np.matmul and not self.exact:
                bound += _product(args[0], args[1], out)
            elif call.function in (np.maximum, np.minimum):  # which take no `out` by position
                bound.append((partial(call.function, out=out), args))
            elif isinstance(call.function, np.ufunc):
                bound.append((call.function, (*args, out)))
            else:
                bound.append((_into, (out, call.function, *args)))
        return bound

    def clear(self) -> None:
        """Forget all calls, so that nothing keeps the places but what was bound."""
        self._calls, self._known = [], {}


def _into(out: Array, function: Callable, *args: Any) -> None:
    out[...] = function(*args)


def _product(a: Array, b: Array, out: Any) -> list[Bound]:
    """a b into `out`, in parts of rows where OpenBLAS is faster so.

    The method `dot` costs less than np.matmul, but it copies what is neither in C's nor in Fortran's order.
    """
    rows = rows_at_once(len(a), *b.shape)
    parts = [(a[i : i + rows], out[i : i + rows]) for i in range(0, len(a), rows)]
    return [(p.dot, (b, ab)) if p.flags.forc else (np.matmul, (p, b, ab)) for p, ab in parts]


# --- like calls of neighbouring layers as one ---


def _side_by_side(calls: list[Call], families: Sequence[Mapping[int, Symbol]], needed: set[Symbol]) -> list[Call]:
    """Lay like quantities together, and make each row of like calls one, wherever their order allows it."""
    every = [(symbol, (i, l)) for i, members in enumerate(families) for l, symbol in members.items()]
    kin: Kin = {symbol: place for symbol, place in every if isinstance(symbol, Symbol)}  # σ' may be a constant
    alike: dict[Any, dict[int, Call]] = {}
    for call in calls:
        if found := _likeness(call, kin):
            likeness, l = found
            quantity, _ = kin.setdefault(call.result, found)
            alike.setdefault((likeness, quantity), {})[l] = call
    _lay_together({symbol: kin[symbol] for symbol in needed & kin.keys() if symbol.array is None})
    for group in reversed(alike.values()):  # the last first: what they need may then wait for them
        for _, run in groupby(enumerate(sorted(group)), lambda pair: pair[1] - pair[0]):
            calls = _merged(calls, [group[l] for _, l in run])
    return calls


def _likeness(call: Call, kin: Kin) -> tuple[Any, int] | None:
    """What makes a call like those of other layers, and its layer; None where its rows are not those of one layer."""
    layers, parts = set(), []
    for i, arg in enumerate(call.args):
        factor = call.function is np.matmul and i == 1  # all of its numbers go into every row of the product
        if isinstance(arg, Symbol) and arg in kin and not factor:
            quantity, l = kin[arg]
            parts.append(quantity)
            layers.add(l)
        elif factor or not getattr(arg, "shape", ()):
            parts.append(id(arg))
        else:
            return None
    return ((call.function, call.result.dtype, *parts), layers.pop()) if len(layers) == 1 else None


def _lay_together(kin: Kin) -> None:
    """Put the symbols of each quantity into one block, in the order of their layers."""
    quantities: dict[Any, list[Symbol]] = {}
    for symbol, (quantity, _) in sorted(kin.items(), key=lambda item: item[1][1]):
        quantities.setdefault((quantity, symbol.dtype, symbol.shape[1:]), []).append(symbol)
    for members in quantities.values():
        *starts, rows = accumulate((symbol.shape[0] for symbol in members), initial=0)
        block = aligned((rows, *members[0].shape[1:]), members[0].dtype)
        for symbol, start in zip(members, starts, strict=True):
            symbol.put(block, start)


def _merged(calls: list[Call], members: list[Call]) -> list[Call]:
    """The calls with these as one, before the first that needs them; as they were, where that would be too soon."""
    reads, writes = (set.union(*(getattr(call, name) for call in members)) for name in ("reads", "writes"))
    others = [call for call in calls if call not in members]
    at = next((i for i, call in enumerate(others) if call.reads & writes), len(others))
    like = list(zip(*((*call.args, call.result) for call in members), strict=True))
    if len(members) == 1 or reads & writes or any(call.writes & reads for call in others[at:]):
        return calls
    if not all(a is b or a.adjoins(b) for column in like for a, b in pairwise(column)):
        return calls
    *args, result = (a if a is z else a.tape.symbol(a.block[a.first : z.first + z.shape[0]]) for a, *_, z in like)
    return [*others[:at], Call(members[0].function, tuple(args), result, reads, writes), *others[at:]]
