"""The lab of the paths: a weight, its change on the way to the cost, all its paths, and how many there could be."""

from __future__ import annotations

import streamlit as st

from engine import Trace, backprop, multiplications, path_count, path_factors, weight_change
from ui.canvas.blocks import Click
from ui.charts import tables
from ui.paths import charts, keys, paths, route
from ui.paths.paths import PathSum
from ui.screen import components, guess_view, guesses, lab, moving, neuron_field, perturbation
from ui.session import current, selection, widgets
from ui.session.current import Current, Digit
from ui.text.numbers import number, percent
from ui.text.words import Words


def view(words: Words) -> None:
    """All that depends on the weight."""
    now = current.network()
    digit = current.digit(now)
    trace = backprop(now.network, digit.x, digit.y, now.cost)
    lab.notice(words, digit, trace)
    weight = _weight(now, trace)
    _choose(words, now, trace, weight)
    _change(words, now, digit, trace, weight)
    _sum(words, now, trace, weight)


def _weight(now: Current, trace: Trace) -> tuple[int, int, int]:
    """The selected weight; of a selected neuron, the weight from the most active neuron before it."""
    match current.selected(now.network):
        case (l, j, k):
            return l, j, k
        case (l, j):
            return l, j, int(trace.a[l - 1].argmax())
    return paths.default_weight(now.network, trace)


def _choose(words: Words, now: Current, trace: Trace, weight: tuple[int, int, int]) -> None:
    """The weight, by a click on its neuron and then on one of those before it."""
    l, j, k = weight

    def pick_neuron(click: Click) -> None:
        selection.select(click.block + 2, click.i)

    def pick_source(click: Click) -> None:
        selection.select(l, j, paths.source(click, l))

    left, middle, right = st.columns([1.25, 1, 1], gap="medium")
    with left:
        blocks = perturbation.seats(now.network, trace, words, (l, j))
        components.maps("paths_seats", blocks, title=words["choose.neuron"], on_pick=pick_neuron)
        neuron_field.layer_and_number("paths", now.network, l, j, words)
    incoming, weights = paths.sources(now.network, trace, l, j, k, words)
    with middle:
        components.maps("paths_incoming", [incoming], title=words["choose.source"], on_pick=pick_source)
    with right:
        components.maps("paths_weights", [weights], title=words["choose.weight"], on_pick=pick_source)
    a, delta, w = trace.a[l - 1][k, 0], trace.delta[l][j, 0], now.network.w[l][j, k]
    gradient = trace.nabla_w[l][j, k]
    signed = {"w": w, "delta": delta, "gradient": gradient}
    names = {name: number(value, sign=True) for name, value in signed.items()}
    st.markdown(words("choose.here", l=l, j=j, k=k, a=number(a), **names))
    if a == 0:
        st.info(words("choose.dark", k=k), icon=":material/info:")


def _change(words: Words, now: Current, digit: Digit, trace: Trace, weight: tuple[int, int, int]) -> None:
    """Δw on its way: equations 47 to 52."""
    l, j, k = weight
    st.header(words["change.title"], anchor=False)
    st.markdown(words["change.text"])
    kept = keys.DW.get()
    dw = kept if kept in perturbation.STEPS else 0.5
    widgets.slide(keys.DW, words["change.label"], perturbation.STEPS, perturbation.step, dw)
    move = weight_change(now.network, digit.x, digit.y, (l, j, k), dw, now.cost)
    predicted, actual = float(move.predicted), float(move.actual)
    lab.show(
        [
            (words["change.gradient"], number(trace.nabla_w[l][j, k], sign=True)),
            (words["change.predicted"], number(predicted, sign=True)),
            (words["change.actual"], number(actual, sign=True)),
            (words["change.gap"], percent(perturbation.gap(predicted, actual, move.cost))),
        ]
    )
    both = perturbation.changes(now.network, move, words)
    for column, name, blocks in zip(st.columns(2, gap="medium"), ("actual", "predicted"), both, strict=True):
        with column:
            components.maps(f"paths_{name}", blocks, title=words[f"through.{name}"])


def _sum(words: Words, now: Current, trace: Trace, weight: tuple[int, int, int]) -> None:
    """All paths, their factors and their sum: equation 53."""
    l, j, k = weight
    st.header(words["sum.title"], anchor=False)
    st.markdown(words["sum.text"])
    st.latex(paths.SUM)
    sizes = now.network.sizes
    if not _guessed(words, sizes, l):
        return
    sum = paths.summed(path_factors(trace, now.network, l, j, k))
    exact = float(trace.nabla_w[l][j, k])
    lab.show(
        [
            (words["sum.count"], paths.plain(sum.factors.count, words)),
            (words["sum.total"], number(sum.factors.total, sign=True)),
            (words["sum.backprop"], number(exact, sign=True)),
            (words["sum.apart"], number(abs(sum.factors.total - exact))),
            (words["sum.absolute"], number(sum.factors.absolute)),
            (words["sum.share"], percent(sum.factors.share(sum.strongest))),
        ]
    )
    st.markdown(
        words(
            "sum.cancel" if sum.cancelling > 1.5 else "sum.agree",
            times=number(sum.cancelling),
            more=percent(sum.cancelling - 1),
        )
    )
    _picture(words, sum)
    lab.answer(words, "sum")


def _guessed(words: Words, sizes: tuple[int, ...], l: int) -> bool:
    """How many paths are there? A guess, once a visit."""
    options = {count: paths.plain(count, words) for count in paths.counts(sizes, l)}
    question = guesses.Question("paths", options, about=(sizes, l))
    if not question.guesses:
        st.markdown(words("sum.ask", l=l, shape="-".join(map(str, sizes))))
        with st.container(horizontal=True, gap="small"):
            guess_view.buttons(question, path_count(sizes, l))
    elif guess := question.guess:
        later, product = sizes[l:], options[guess.answer]
        if len(later) > 1:
            product = f"{' · '.join(map(str, later))} = {product}"
        text = words("sum.verdict" if later else "sum.verdict_last", product=product, l=l)
        guess_view.verdict(words, guess.right, text)
    return bool(question.guesses)


def _picture(words: Words, sum: PathSum) -> None:
    """The waterfall, and the strongest paths lit in the network; one of them with its factors."""

    def pick(path: int) -> str:
        return paths.name(sum.strongest[path])

    st.markdown(f"**{words('route.title', count=len(sum.strongest))}**")
    chosen = st.pills(
        words["route.choose"], range(len(sum.strongest)), default=0, format_func=pick, key="paths_route", wrap=True
    )
    chosen = chosen if isinstance(chosen, int) and 0 <= chosen < len(sum.strongest) else 0
    left, right = st.columns([1, 1.1], gap="medium")
    with left:
        components.picture("paths_network", route.drawing(sum, chosen, words))
        st.caption(words["route.note"])
    with right:
        st.echarts_chart(
            charts.waterfall(sum, chosen, words, lab.colours()),
            height=380,
            key="paths_waterfall",
            alt=words("waterfall.alt", total=number(sum.factors.total, sign=True)),
        )
        st.caption(words["waterfall.note"])
    factors = sum.factors
    st.latex(paths.latex(sum.strongest[chosen], factors.l, factors.j, factors.k))
    rows = [paths.factor_row(path) for path in sum.strongest]
    with st.expander(words("factors.title", count=len(rows))):
        heads = [words[f"factors.{name}"] for name in ("path", "factors", "product")]
        st.html(tables.table(words["factors.caption"], heads, rows, strong=chosen))


def growth(words: Words) -> None:
    """How many paths there are as layers grow, and what the recursion needs."""
    st.header(words["growth.title"], anchor=False)
    st.markdown(words["growth.text"])
    left, right = st.columns([1, 1.6], gap="medium")
    with left:
        widgets.slide(keys.HIDDEN, words["growth.hidden"], list(paths.LAYERS), str, keys.HIDDEN.get())
        widgets.pick(keys.BREADTH, words["growth.breadth"], list(paths.BREADTHS))
        hidden, breadth = keys.HIDDEN.get(), keys.BREADTH.get()
        sizes = paths.imagined(hidden, breadth)
        count, (enumerated, recursive) = path_count(sizes, 2), multiplications(sizes, 2)
        st.latex(words("growth.formula", breadth=breadth, power=hidden - 1, count=paths.power(count, words)))
        lab.show(
            [
                (words["growth.paths"], paths.plain(count, words)),
                (words["growth.by_paths"], paths.plain(enumerated, words)),
                (words["growth.by_recursion"], paths.plain(recursive, words)),
            ]
        )
        st.markdown(words("growth.time", time=paths.duration(count, words)))
    with right:
        st.markdown(f"**{words['growth.figure']}**")
        moving.plot("paths_growth", lambda: charts.growth(hidden, breadth, words), None)
    with st.expander(words["growth.why"]):
        st.markdown(words["growth.explain"])
    lab.answer(words, "growth")
