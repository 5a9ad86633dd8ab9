"""Results that are computed once. A memo is no state: without it a page shows the same, later."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st

_NAME = "computed"


def last(name: str) -> Any:
    """What was kept last under a name; None before."""
    return st.session_state.get(_NAME, {}).get(name)


def keep(name: str, value: Any) -> None:
    st.session_state.setdefault(_NAME, {})[name] = value


def once(name: str, about: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """What `make` gives, computed once for what it is about (arrays, numbers, texts) and kept for the visit."""
    digest = hashlib.blake2b()
    for item in about:
        digest.update(item.tobytes() if isinstance(item, np.ndarray) else repr(item).encode())
        digest.update(b"\0")  # (1, 23) is not (12, 3)
    key = digest.digest()
    memo = st.session_state.setdefault(_NAME, {})
    if name not in memo or memo[name][0] != key:
        memo[name] = (key, make())
    return memo[name][1]
