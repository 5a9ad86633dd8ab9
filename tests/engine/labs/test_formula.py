import math

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from engine import ACTIVATIONS, FormulaError, formula
from engine.labs.dual import FUNCTIONS, recorded_variable, variable
from engine.labs.parser import MAX_DEPTH, Parser

Z = np.linspace(-4, 4, 81)

FORMULAS = {
    "z / (1 + abs(z))": lambda z: z / (1 + np.abs(z)),
    "log(1+exp(z))": lambda z: np.log1p(np.exp(z)),
    "0.1*z + tanh(z)": lambda z: 0.1 * z + np.tanh(z),
    "z*sigmoid(z)": lambda z: z / (1 + np.exp(-z)),
    "max(z, 0.01*z)": lambda z: np.where(z > 0, z, 0.01 * z),
    "-z^2": lambda z: -(z**2),
    "2^-z**2": lambda z: 2 ** -(z**2),
    "exp(-z^2/2)/sqrt(2*pi)": lambda z: np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi),
    "1 − 2·z × z": lambda z: 1 - 2 * z * z,
    "min(relu(z), 1) + e - 1.5e-1": lambda z: np.clip(z, 0, 1) + np.e - 0.15,
    "sin(z) - cos(z) + tan(z/30)": lambda z: np.sin(z) - np.cos(z) + np.tan(z / 30),
    "7": lambda z: np.full_like(z, 7),
}


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_means_what_it_says(text):
    a, slope = formula(text)(Z)
    assert a == pytest.approx(FORMULAS[text](Z), rel=1e-12, abs=1e-12)
    smooth = np.abs(Z[:, None] - [0, 1]).min(axis=1) > 1e-3  # the kinks in the list
    numeric = (FORMULAS[text](Z + 1e-6) - FORMULAS[text](Z - 1e-6)) / 2e-6
    assert slope[smooth] == pytest.approx(numeric[smooth], rel=1e-6, abs=1e-8)


@pytest.mark.parametrize(("text", "name"), [("1/(1+exp(-z))", "sigmoid"), ("tanh(z)", "tanh"), ("max(z,0)", "relu")])
def test_a_known_activation_typed_as_a_formula_is_that_activation(text, name):
    typed, known = formula(text), ACTIVATIONS[name]
    assert typed.saturates == known.saturates
    for one, other in zip(typed(Z), known(Z), strict=True):
        assert one == pytest.approx(other, rel=1e-12, abs=1e-15)


ARITHMETIC = st.recursive(
    st.sampled_from(["z", "2", "0.5", "3.", ".25", "1e1"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", " - ", "*", "/", "^", "**"]), inner).map("".join),
        st.tuples(st.sampled_from(["-", "+"]), inner).map("".join),
        inner.map("({})".format),
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=200)
@given(text=ARITHMETIC, z=st.sampled_from([-1.5, 0.5, 2.0]))
def test_precedence_is_that_of_python(text, z):
    try:
        expected = eval(text.replace("^", "**"), {"z": z})  # an oracle for a test, which made the text itself
    except ArithmeticError:
        return
    assume(isinstance(expected, float | int) and math.isfinite(expected))
    try:
        with np.errstate(all="ignore"):
            value = Parser(text).parse().dual(variable(np.array(z))).value
    except FormulaError as error:
        assert error.reason == "deep"  # noqa: PT017
    else:
        assert value == pytest.approx(expected, rel=1e-9)


SMOOTH = st.recursive(
    st.sampled_from(["z", "2", "0.5", "pi"]),
    lambda inner: st.one_of(
        st.tuples(st.just("("), inner, st.sampled_from("+-*"), inner, st.just(")")).map("".join),
        st.tuples(inner, st.just("/(2+("), inner, st.just(")^2)")).map("".join),
        st.tuples(st.sampled_from(["sin", "cos", "tanh", "sigmoid"]), st.just("("), inner, st.just(")")).map("".join),
        inner.map("sqrt(1+({})^2)".format),
        inner.map("log(1+({})^2)".format),
        inner.map("exp(-(1+({})^2)^0.5)".format),
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=200)
@given(text=SMOOTH, z=st.floats(-2, 2))
def test_the_derivative_is_the_slope_of_whatever_is_typed(text, z):
    assume(len(text) <= 200)
    try:
        typed = formula(text)
    except FormulaError as error:
        assert error.reason in ("deep", "infinite")  # noqa: PT017
        return
    h = 1e-5
    below, _, above = typed(np.array([z - h, z, z + h]))[0]
    slope = typed(np.array([z]))[1][0]
    assert slope == pytest.approx((above - below) / (2 * h), rel=1e-3, abs=1e-4)


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=60), st.text("z0.19e+-*/^(), sincotaxpqrbglm", max_size=60)))
@example("__import__('os').system('true')")
@example("9**9**9**9")
@example("(" * 200)
@example("-" * 200)
@example("z" + "^z" * 99)
@example("z" + "+z" * 99)
@example("().__class__")
@example("lambda: z")
@example("0/0")
@example("\x00")
def test_any_text_is_an_activation_or_an_error_in_words_with_its_place(text):
    try:
        typed = formula(text)
    except FormulaError as error:
        assert str(error) and 0 <= error.position <= len(text)  # noqa: PT017, PT018
    else:
        assert all(np.isfinite(part).all() for part in typed(Z))
        assert typed.latex.count("{") == typed.latex.count("}")


@pytest.mark.parametrize(
    ("text", "reason", "position", "words"),
    [
        ("", "empty", 0, "the formula is empty"),
        ("2z", "operator", 1, r"a sign such as \* is missing before 'z' \(character 2\)"),
        ("(z + 1)(z)", "operator", 7, "before '\\('"),
        ("z +", "operand", 3, "missing at the end"),
        ("z * / 2", "operand", 4, "missing before '/'"),
        ("sin()", "operand", 4, "missing before '\\)'"),
        ("(z", "bracket", 2, r"a closing '\)' is missing"),
        ("z)", "bracket", 1, "closes no bracket"),
        ("sin z", "bracket", 0, r"sin needs brackets behind it: sin\(z\)"),
        ("0,1*z", "decimal", 1, "decimals with a point"),
        ("max(z)", "arguments", 0, "max takes 2 arguments, got 1"),
        ("tanh(0,5*z)", "arguments", 0, "tanh takes 1 argument, got 2"),
        ("2*x", "name", 2, "'x' is unknown; use z, pi, e, sin"),
        ("z $ 2", "character", 2, r"'\$' has no meaning"),
        ("σ(z)", "character", 0, "'σ' has no meaning"),
        ("1e999*z", "number", 0, "too large"),
        ("(" * 50 + "z" + ")" * 50, "deep", MAX_DEPTH, "nested too deeply"),
        ("z" * 201, "long", 200, "at most 200 characters"),
        ("log(z)", "infinite", 0, "no finite value or no finite slope at z = 0"),
        ("9^9^9^9", "infinite", 0, "no finite"),
        ("sqrt(z)", "infinite", 0, "no finite"),
    ],
)
def test_errors_say_what_is_wrong_and_where(text, reason, position, words):
    with pytest.raises(FormulaError, match=words) as caught:
        formula(text)
    assert (caught.value.reason, caught.value.position) == (reason, position)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("z/(1+abs(z))", r"\frac{z}{1 + \left|z\right|}"),
        ("(z+1)*(z-(1-z))", r"\left(z + 1\right) \cdot \left(z - \left(1 - z\right)\right)"),
        ("-(z+1)^2", r"-\left(z + 1\right)^{2}"),
        ("exp(z)^2", r"\left(e^{z}\right)^{2}"),
        ("2*-z", r"2 \cdot \left(-z\right)"),
        ("1.5e-3*z", r"1.5\cdot 10^{-3} \cdot z"),
    ],
)
def test_its_latex_has_the_brackets_that_it_needs(text, latex):
    assert formula(text).latex == latex


def test_every_function_can_be_typed_and_has_its_slope():
    for name, (_, latex) in FUNCTIONS.items():
        inside = "2 + sin(z)" if latex.count("%s") == 1 else "2 + sin(z), 0.3*z"
        a, slope = formula(f"{name}(({inside.replace(', ', '), (')})/3)")(np.array([0.7 - 1e-6, 0.7, 0.7 + 1e-6]))
        assert slope[1] == pytest.approx((a[2] - a[0]) / 2e-6, rel=1e-6), name


def test_large_weighted_inputs_in_float32_do_not_overflow_on_the_way():
    a, slope = formula("log(1 + exp(z))")(np.array([200], np.float32))
    assert a.dtype == np.float32
    assert (a[0], slope[0]) == (200, 1)


EDGES = ("sqrt(z^2 + 0*z)", "max(log(z + 31), 0)", "z*(1/exp(999))", "min(z, exp(999))", "abs(z)*0")


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("text", [*FORMULAS, *EDGES])
def test_a_formula_as_a_script_gives_the_same_numbers_to_the_last_bit(text, dtype):
    f, z = formula(text), Z.astype(dtype)
    a, slope = f(z)
    with np.errstate(all="ignore"):
        by_script = [eval(code.format(z="z", a="a"), {"np": np, "z": z, "a": a}) for code in (f.python, f.prime_python)]
    assert np.array_equal(by_script[0], a)
    assert np.array_equal(by_script[1], slope)
    assert {values.dtype for values in by_script} == {np.dtype(dtype)}


@settings(deadline=None, max_examples=200)
@given(text=SMOOTH)
def test_whatever_is_typed_becomes_a_script_that_computes_it(text):
    assume(len(text) <= 200)
    try:
        f = formula(text)
    except FormulaError:
        return
    with np.errstate(all="ignore"):
        assert np.array_equal(eval(f.python.format(z="z"), {"np": np, "z": Z}), f(Z)[0])
        assert np.array_equal(eval(f.prime_python.format(z="z"), {"np": np, "z": Z}), f(Z)[1])


def test_a_nested_formula_becomes_a_script_of_bounded_length():
    text = "max(z," * 20 + "z^z^z^z^2" + ")" * 20
    assert len(Parser(text).parse().dual(recorded_variable()).slope.code()) < 20_000


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("z", "-1.5"),
        ("z/(1+abs(z))", r"\frac{-1.5}{1 + \left|-1.5\right|}"),
        ("2*z^2", r"2 \cdot \left(-1.5\right)^{2}"),
        ("1 - z", r"1 - \left(-1.5\right)"),
        ("exp(-z)", r"e^{-\left(-1.5\right)}"),
    ],
)
def test_a_number_takes_the_place_of_z_in_brackets_where_it_needs_them(text, latex):
    assert formula(text).written.format(z="-1.5") == latex


def test_the_ranges_of_a_formula_are_what_it_takes_between_30_below_and_above_zero():
    f = formula("max(z, 0.1*z)")
    assert f.range == (-3, 30)
    assert f.prime_range == pytest.approx((0.1, 1))
    assert not f.between_0_and_1
    assert formula("1/(1+exp(-z))").between_0_and_1
    assert formula("3*z").straight
