"""The grammar of typed formulas: numbers, z, pi, e, the functions of engine/dual.py, + - * / ^ (or **) and brackets.

A parser by binding power (Pratt), with limits on length and depth; nothing is ever given to eval.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from engine.labs.dual import FUNCTIONS, Dual, constant

MAX_LENGTH, MAX_DEPTH = 200, 25
TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>\*\*|[-+*/^(),])|(?P<other>\S)",
    re.ASCII,
)
SIGNS = str.maketrans("−·×", "-**")  # as they are copied from books
CONSTANTS = {"pi": (math.pi, r"\pi"), "e": (math.e, "e")}
SUM, PRODUCT, NEGATIVE, POWER, ATOM = range(1, 6)  # how strongly an expression binds


class FormulaError(ValueError):
    """A formula that cannot be an activation: why, and at which character (from 0) of the text.

    `reason` is a fixed word for translations: empty, long, character, decimal, number, name, operand, operator,
    bracket, arguments, deep or infinite. `found` is the piece of text in question.
    """

    def __init__(self, reason: str, message: str, position: int, found: str = ""):
        super().__init__(message)
        self.reason, self.position, self.found = reason, position, found


class Token(NamedTuple):
    kind: str
    text: str
    position: int


@dataclass(frozen=True)
class Expression:
    """A piece of the formula: its LaTeX, how strongly that binds, and its dual number at z."""

    latex: str
    power: int
    dual: Callable[[Dual], Dual]

    def within(self, power: int) -> str:
        """The LaTeX, in brackets where its surroundings bind more strongly than it does."""
        return self.latex if self.power >= power else rf"\left({self.latex}\right)"


VARIABLE = Expression("z", ATOM, lambda z: z)


class Sign(NamedTuple):
    power: int
    right: int  # signs that bind more strongly than this belong to the right operand
    latex: str
    parts: tuple[int, int]  # how strongly the operands must bind to need no brackets
    apply: Callable[[Dual, Dual], Dual]


SIGN = {
    "+": Sign(SUM, SUM, "%s + %s", (SUM, PRODUCT), operator.add),
    "-": Sign(SUM, SUM, "%s - %s", (SUM, PRODUCT), operator.sub),
    "*": Sign(PRODUCT, PRODUCT, r"%s \cdot %s", (PRODUCT, NEGATIVE), operator.mul),
    "/": Sign(PRODUCT, PRODUCT, r"\frac{%s}{%s}", (0, 0), operator.truediv),
    "^": Sign(POWER, NEGATIVE, "%s^{%s}", (ATOM, 0), operator.pow),
}
SIGN["**"] = SIGN["^"]


class Parser:
    """A parser by binding power (Pratt): operands, then all signs that bind more strongly than what comes before."""

    def __init__(self, text: str, variable: Expression = VARIABLE):
        """A parser of a text; `variable` is how z is written."""
        if len(text) > MAX_LENGTH:
            raise FormulaError(
                "long", f"a formula has at most {MAX_LENGTH} characters, this one {len(text)}", MAX_LENGTH
            )
        matches = TOKEN.finditer(text.translate(SIGNS))
        self.tokens = [Token(str(match.lastgroup), match.group(), match.start()) for match in matches]
        if not self.tokens:
            raise FormulaError("empty", "the formula is empty; try z / (1 + abs(z))", 0)
        self.tokens.append(Token("end", "", len(text)))
        self.at = self.depth = 0
        self.variable = variable

    def parse(self) -> Expression:
        """The whole formula."""
        whole = self.expression(0)
        if (rest := self.tokens[self.at]).kind != "end":
            raise self.unexpected(rest)
        return whole

    def expression(self, power: int) -> Expression:
        """An operand, with everything after it that binds more strongly than `power`."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error("deep", "brackets and signs are nested too deeply", self.tokens[self.at])
        left = self.operand()
        while (sign := SIGN.get(self.tokens[self.at].text)) and sign.power > power:
            self.at += 1
            left = joined(sign, left, self.expression(sign.right))
        self.depth -= 1
        return left

    def operand(self) -> Expression:
        """A number, z, a constant, a call or an expression in brackets, with or without a sign."""
        token = self.take()
        if token.kind == "number":
            return self.number(token)
        if token.kind == "name":
            return self.named(token)
        if token.text == "(":
            inner = self.expression(0)
            self.expect(")")
            return inner
        if token.text in ("+", "-"):
            inner = self.expression(NEGATIVE)
            return (
                inner if token.text == "+" else Expression(f"-{inner.within(NEGATIVE)}", SUM, lambda z: -inner.dual(z))
            )
        if token.kind == "other":
            raise self.unexpected(token)
        where = f"before {token.text!r}" if token.text else "at the end"
        raise self.error("operand", f"a number, z or a function is missing {where}", token)

    def number(self, token: Token) -> Expression:
        value = float(token.text)
        if math.isinf(value):
            raise self.error("number", f"{token.text} is too large a number", token)
        mantissa, _, exponent = token.text.lower().partition("e")
        latex, power = (rf"{mantissa}\cdot 10^{{{int(exponent)}}}", PRODUCT) if exponent else (mantissa, ATOM)
        return Expression(latex, power, lambda z: constant(value))

    def named(self, token: Token) -> Expression:
        """z, a constant or a call."""
        if token.text == "z":
            return self.variable
        if token.text in CONSTANTS:
            value, latex = CONSTANTS[token.text]
            return Expression(latex, ATOM, lambda z: constant(value))
        if token.text not in FUNCTIONS:
            known = ", ".join(["z", *CONSTANTS, *FUNCTIONS])
            raise self.error("name", f"{token.text!r} is unknown; use {known}", token)
        function, latex = FUNCTIONS[token.text]
        arguments = self.arguments(token, latex.count("%s"))
        filled = latex % tuple(argument.latex for argument in arguments)
        return Expression(filled, POWER, lambda z: function(*(argument.dual(z) for argument in arguments)))

    def arguments(self, name: Token, count: int) -> list[Expression]:
        """The arguments of a call, in brackets; there must be `count` of them."""
        if self.tokens[self.at].text != "(":
            raise self.error("bracket", f"{name.text} needs brackets behind it: {name.text}(z)", name)
        self.at += 1
        arguments = [self.expression(0)]
        while self.tokens[self.at].text == ",":
            self.at += 1
            arguments.append(self.expression(0))
        self.expect(")")
        if len(arguments) != count:
            message = f"{name.text} takes {count} argument{'s'[: count - 1]}, got {len(arguments)}"
            raise self.error("arguments", f"{message}; decimals are written with a point", name)
        return arguments

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, text: str) -> None:
        token = self.take()
        if token.kind == "end":
            raise self.error("bracket", f"a closing {text!r} is missing at the end", token)
        if token.text != text:
            raise self.unexpected(token)

    def unexpected(self, token: Token) -> FormulaError:
        """The error for a token after something that is complete without it."""
        if token.kind == "other":
            return self.error("character", f"{token.text!r} has no meaning in a formula", token)
        if token.text == ",":
            return self.error("decimal", "',' stands between arguments only; write decimals with a point", token)
        if token.text == ")":
            return self.error("bracket", "this ')' closes no bracket", token)
        return self.error("operator", f"a sign such as * is missing before {token.text!r}", token)

    @staticmethod
    def error(reason: str, message: str, token: Token) -> FormulaError:
        return FormulaError(reason, f"{message} (character {token.position + 1})", token.position, token.text)


def joined(sign: Sign, left: Expression, right: Expression) -> Expression:
    latex = sign.latex % (left.within(sign.parts[0]), right.within(sign.parts[1]))
    return Expression(latex, sign.power, lambda z: sign.apply(left.dual(z), right.dual(z)))
