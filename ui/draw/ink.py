"""From a picture in grey to ink, step by step: the sheet, its paper, its lines, its frame, its dust. Pure."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.parts import box
from ui.draw import grey, lines, paper, parts, sheet

LEAST = 0.06  # of grey, between paper and ink
ABOVE_NOISE = 5.0  # standard deviations of the noise: ink differs by more
NOISE = 0.002  # of grey: a picture with more is a photograph
LARGE = 100  # pixels: in a smaller picture a median would erase strokes
GRAIN, FADE = 0.3, 0.4  # of full ink: up to GRAIN it is the grain of the paper, from GRAIN + FADE on it is full
FAINT = 0.06  # of full ink: what JPEG adds around the strokes of a program's picture
FULL, DARKEST = 0.6, 0.9  # the quantile of the pixels with ink that counts as full ink; in a program's picture
SPECK = 0.03  # of the picture: ink of less extent, in a photograph, is none
TILT = 1.0  # degrees: less is nothing
RIM = 50  # ink that comes as near to an edge as this part of the picture touches it: 1/50
NEAR = 0.6  # of the picture: smaller ink is looked at from closer
ROOM = 0.2  # of the ink's extent, kept free around it then


class Blank(ValueError):
    """There is no ink in the picture."""


class Cleaned(NamedTuple):
    """Ink `(h, w)`, 0..1; the keys of what was done; whether the ink touches all four edges of the picture."""

    ink: np.ndarray
    notes: tuple[str, ...]
    touches: bool


def clean(gray: np.ndarray) -> Cleaned:
    """The ink in a picture `(h, w)` of greys 0..1. Raises Blank."""
    inside, angle, notes = np.ones(gray.shape, bool), 0.0, []
    if found := sheet.find(gray):
        gray, inside = sheet.cut(gray, found)
        angle = found.angle
        notes.append("sheet")
    gray, grainy = _smooth(gray)
    amount, dark, uneven = paper.contrast(gray)
    amount = np.where(inside, amount, 0)
    noise = grey.noise(gray)
    full = _full(amount, noise)
    notes += ["inverted"] * dark + ["photograph"] * (uneven or grainy)
    if frame := parts.framed(np.clip(amount / full, 0, 1)):
        amount, inside = sheet.cut(amount, frame)
        amount = np.where(inside, amount, 0)
        angle += frame.angle
        notes.append("frame")
    if ruling := lines.find(amount, full):
        amount = lines.erased(amount, ruling, full)
        notes.append("lines")
    photograph = uneven or grainy or bool(ruling)
    full = _full(amount, noise, FULL if photograph else DARKEST)
    return _upright(_ink(amount / full, photograph), angle, lines.tilt(ruling), notes)


def _smooth(gray: np.ndarray) -> tuple[np.ndarray, bool]:
    """The picture without grain, and whether it had some."""
    grainy = grey.noise(gray) > NOISE
    return grey.median(gray) if grainy and min(gray.shape) >= LARGE else gray, grainy


def _ink(shares: np.ndarray, photograph: bool) -> np.ndarray:
    """Ink 0..1 for shares of full ink, without what is faint and without dust. Raises Blank."""
    ink = (shares - GRAIN) / FADE if photograph else (shares - FAINT) / (1 - FAINT)
    ink = parts.without_dust(np.clip(ink, 0, 1))
    if not (ink > 0.5).any() or (photograph and parts.extent(ink) < SPECK * max(ink.shape)):
        raise Blank
    return ink


def _full(amount: np.ndarray, noise: float, quantile: float = FULL) -> float:
    """The difference that counts as full ink. Raises Blank where no difference is large enough."""
    marked = amount[amount > max(grey.threshold(amount), LEAST / 2)]
    full = float(np.quantile(marked, quantile)) if marked.size else 0.0
    if full < max(LEAST, ABOVE_NOISE * noise):
        raise Blank
    return full


def _upright(ink: np.ndarray, angle: float, turn: float, notes: list[str]) -> Cleaned:
    """The ink turned by what its lines tell, from close up; `angle` has it been turned by already."""
    h, w = (max(1, n // RIM) for n in ink.shape)
    touches = all((side > parts.INK).any() for side in (ink[:h], ink[-h:], ink[:, :w], ink[:, -w:]))
    if abs(turn) > TILT:
        ink, angle = grey.turned(ink, turn), angle + turn
    if abs(angle) > TILT:
        notes.append("straightened")
    return Cleaned(_near(ink), tuple(notes), touches)


def _near(ink: np.ndarray) -> np.ndarray:
    """The ink with some paper around it, where it is small in its picture."""
    rows, columns = box(ink > 0.1)
    longer = max(rows.stop - rows.start, columns.stop - columns.start)
    if longer > NEAR * max(ink.shape):
        return ink
    room = int(ROOM * longer)
    rows, columns = (slice(max(0, n.start - room), n.stop + room) for n in (rows, columns))
    return ink[rows, columns]
