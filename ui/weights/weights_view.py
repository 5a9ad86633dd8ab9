"""The page Weights on the screen: the pictures of the weights, one neuron at large, and tools to change it."""

from __future__ import annotations

import streamlit as st

from engine import Network, load_mnist
from engine.training.live import State
from ui.canvas import blocks as maps
from ui.canvas.blocks import Brush, BrushStroke, Click
from ui.screen import components
from ui.session import current, selection, store, widgets
from ui.session.current import Current
from ui.text.numbers import number, raised
from ui.text.words import Words
from ui.weights import comparison, edits, extremes, histogram, keys, layer, memory, neuron
from ui.weights.answer import answer
from ui.weights.edits import NewValue, Paint, Silence
from ui.weights.inspection import Inspection

SIZES = (1, 3, 5)  # of the brush, in pixels


class Workbench:
    """One drawing of the page: the current network and digit, the visitor's changes, and the selected neuron."""

    def __init__(self, words: Words):
        self.words = words
        self.now = current.network()
        net = self.now.network
        self.identity = current.identity(self.now)
        digit = current.digit(self.now)
        bench = Inspection(net, memory.edits(self.identity), self.now.cost, digit.x, digit.label)
        self.bench = layer.at_selection(bench, current.selected(net), self.order)
        self.l, self.j = self.bench.l, self.bench.j

    @property
    def order(self) -> str:
        order, known = keys.ORDER.get(), layer.orders(self.now.network)
        return order if order in known else known[0]

    # --- what a click leads to ---

    def change(self, edit: edits.Edit) -> None:
        """One more change, on top of those that there are now."""
        changes = edits.added(memory.edits(self.identity), edit, self.now.network)
        memory.keep_edits(self.identity, changes)

    def undo(self) -> None:
        memory.keep_edits(self.identity, memory.edits(self.identity)[:-1])

    def reset(self) -> None:
        memory.keep_edits(self.identity, ())

    def silence(self) -> None:
        """Silence the selected neuron, or let it speak again."""
        edit, changes = Silence(self.l, self.j), memory.edits(self.identity)
        if edit in changes:
            memory.keep_edits(self.identity, tuple(other for other in changes if other != edit))
        else:
            self.change(edit)

    def choose_image(self, picked: Click) -> None:
        """Make a test image the current digit, on all pages."""
        selection.show_image(picked.i)
        keys.REDRAW.put(True)

    def paint(self, stroke: BrushStroke) -> None:
        if brush := self.brush:
            self.change(Paint(2, self.j, stroke.cells, brush.amount))

    @property
    def brush(self) -> Brush | None:
        """What the pointer does on the large picture."""
        tool = keys.TOOL.get()
        if tool not in ("plus", "minus", "erase"):
            return None
        amount = keys.STRENGTH.get() * maps.round_scale(self.now.network.w[2])
        return Brush({"plus": amount, "minus": -amount, "erase": None}[tool], keys.BRUSH.get())


def view(words: Words) -> None:
    """All neurons of a layer, the selected one at large with its tools, and the answer."""
    if keys.REDRAW.forget():
        st.rerun()
    bench = Workbench(words)
    _choices(words, bench)
    left, right = st.columns([1.85, 1], gap="medium")
    with left:
        all_neurons, one = (_overview, _large) if bench.l == 2 else (_matrix, _row)
        all_neurons(words, bench)
        picture, tools = st.columns([1.1, 1], gap="medium")
        with picture:
            one(words, bench)
        with tools:
            _tools(words, bench)
    with right:
        _answer(words, bench)
    _around(words, bench)
    _looks(words, bench)
    _against(words, bench)


def _choices(words: Words, bench: Workbench) -> None:
    """The layer, and the order of the images of layer 2."""
    sizes = bench.now.network.sizes
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        widgets.choose(
            "weights_layer",
            bench.l,
            words["choice.layer"],
            range(2, len(sizes) + 1),
            lambda l: words("choice.of", w=f"w{raised(l)}", shape=f"{sizes[l - 1]}×{sizes[l - 2]}"),
            then=lambda l: selection.select(l, 0),
        )
        if bench.l == 2:
            widgets.pick(
                keys.ORDER,
                words["choice.order"],
                layer.orders(bench.now.network),
                lambda order: words[f"order.{order}"],
                help=words["choice.order_help"],
            )


def _overview(words: Words, bench: Workbench) -> None:
    block = layer.overview(bench.bench, bench.order, words)
    title = words("overview.title", count=len(block.values))
    components.maps("maps_all", [block], title=title, on_pick=lambda click: selection.select(2, click.i))


def _matrix(words: Words, bench: Workbench) -> None:
    l = bench.l
    block = layer.matrix(bench.bench, words)
    title = words("matrix.title", w=f"w{raised(l)}", l=l, before=l - 1)
    components.maps("maps_matrix", [block], title=title, on_pick=lambda click: selection.select(l, click.r, click.c))


def _large(words: Words, bench: Workbench) -> None:
    """The selected neuron of layer 2: its weights as a picture that can be painted, and its numbers."""
    j = bench.j
    block = neuron.large(bench.bench, bench.brush, words)
    components.paintable(
        "maps_large",
        block,
        title=words("large.title", l=2, j=j),
        note=_facts(words, bench),
        on_pick=lambda click: selection.select(2, j, click.r * maps.SIDE + click.c),
        on_paint=bench.paint,
    )


def _row(words: Words, bench: Workbench) -> None:
    l, j = bench.l, bench.j
    components.maps(
        "maps_row",
        [neuron.row(bench.bench, words)],
        title=words("large.title", l=l, j=j),
        note=_facts(words, bench),
        on_pick=lambda click: selection.select(l, j, click.i),
    )


def _facts(words: Words, bench: Workbench) -> str:
    """b, z, a and δ of the selected neuron, and what they were before the changes."""
    desk = bench.bench
    now = neuron.facts(desk.edited, desk.trace, bench.l, bench.j)
    was = neuron.facts(desk.network, desk.before, bench.l, bench.j)

    def shown(name: str) -> str:
        value, before = (number(getattr(facts, name), sign=name != "a") for facts in (now, was))
        return value if value == before else words("facts.changed", now=value, before=before)

    return words("facts.line", **{name: shown(name) for name in now._fields})


# --- hands on ---


def _tools(words: Words, bench: Workbench) -> None:
    """What the pointer does; the brush, or one weight and one bias; and silence."""
    if bench.l == 2:
        widgets.pick(keys.TOOL, words["tools.tool"], keys.TOOLS, lambda tool: words[f"tool.{tool}"])
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if bench.l == 2 and bench.brush:
            _brush(words, bench)
        else:
            _numbers(words, bench)
    _silence(words, bench)


def _silence(words: Words, bench: Workbench) -> None:
    quiet, is_output = bench.j in edits.silenced(bench.bench.edits, bench.l), bench.l == bench.now.network.L
    st.button(
        words["tools.speak" if quiet else "tools.silence"],
        key="tool_silence",
        on_click=bench.silence,
        icon=":material/volume_up:" if quiet else ":material/volume_off:",
        disabled=is_output,
        help=words["tools.silence_output" if is_output else "tools.silence_help"],
        width="stretch",
    )


def _brush(words: Words, bench: Workbench) -> None:
    scale = maps.round_scale(bench.now.network.w[2])
    widgets.select(keys.BRUSH, words["tools.size"], SIZES, lambda n: f"{n}×{n}")
    widgets.select(
        keys.STRENGTH,
        words["tools.strength"],
        neuron.STRENGTHS,
        lambda part: f"±{part * scale:g}",
        disabled=keys.TOOL.get() == "erase",
    )


def _numbers(words: Words, bench: Workbench) -> None:
    """New values for the chosen weight and for the bias."""
    l, j, k, net = bench.l, bench.j, bench.bench.k, bench.bench.edited
    if k is None:
        st.number_input(words["tools.no_weight"], value=None, key=f"no_weight_{l}", disabled=True)
    else:
        _number(f"w^{l}_{{{j},{k}}}", bench, k, net.w[l][j, k])
    _number(f"b^{l}_{{{j}}}", bench, None, net.b[l][j, 0])


def _number(symbol: str, bench: Workbench, k: int | None, value: float) -> None:
    """One number to change; it begins anew where it is another one. While a run moves it, it can only be watched."""
    status = bench.now.status
    moving = status is not None and status.state == State.RUNNING
    key = memory.widget(bench.identity, bench.l, bench.j, k, float(value), moving=moving)

    def take() -> None:
        if isinstance(chosen := store.heard(key), int | float):
            bench.change(NewValue(bench.l, bench.j, k, float(chosen)))

    most, note = edits.LARGEST, bench.words["tools.moving"] if moving else None
    st.number_input(
        f"${symbol}$", -most, most, step=0.1, format="%.4f", key=key, on_change=take, disabled=moving, help=note
    )


def _answer(words: Words, bench: Workbench) -> None:
    """The ten activations, C and δ^L, of the network as edited and as it was; always clear which."""
    count = len(bench.bench.edits)
    if count:
        st.badge(words("edits.some", count=count), icon=":material/edit:", color="orange")
        note = words["edits.some_note"] if count < edits.MOST else words("edits.full", most=edits.MOST)
    else:
        st.badge(words["edits.none"], icon=":material/check:", color="gray")
        note = words["edits.none_note"]
    st.caption(note)
    with st.container(horizontal=True, gap="small"):
        st.button(words["tools.undo"], key="undo", on_click=bench.undo, disabled=not count, icon=":material/undo:")
        reset = ":material/restart_alt:"
        st.button(words["tools.reset"], key="reset", on_click=bench.reset, disabled=not count, icon=reset)
    components.bars("weights_answer", answer(bench.bench, words))


# --- below ---


def _around(words: Words, bench: Workbench) -> None:
    """Where the neuron's activation goes, and the images that excite it."""
    l, j, L = bench.l, bench.j, bench.now.network.L
    st.subheader(words("around.title", l=l, j=j), anchor=False)
    goes, images = st.columns([1, 1.6], gap="medium")
    with goes:
        if l < L:
            block = neuron.outgoing(bench.bench, words)
            components.maps(
                "maps_out", [block], on_pick=lambda click: selection.select(l + 1, max(click.i, click.c), j)
            )
        else:
            st.markdown(words("outgoing.none", j=j))
    with images:
        blocks = extremes.excitement(bench.bench, load_mnist().test, words)
        components.maps("maps_images", blocks, note=words["excite.note_below"], on_pick=bench.choose_image)


def _looks(words: Words, bench: Workbench) -> None:
    """The input picture that the neuron looks for: exact at this digit, and the product of the weights."""
    l, j = bench.l, bench.j
    st.subheader(words("looks.title", l=l, j=j), anchor=False)
    pictures, text = st.columns([1.6, 1], gap="medium")
    with pictures:
        components.maps("maps_looks", neuron.looks_for(bench.bench, words), across=2)
    with text:
        st.markdown(words("looks.first" if l == 2 else "looks.deeper", l=l, j=j))


def _against(words: Words, bench: Workbench) -> None:
    """w, its change and its gradient on one scale, and the histograms of all layers."""
    st.subheader(words["against.title"], anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        other, when = _other(words, bench.now)
        widgets.pick(
            keys.LOGARITHMIC,
            words["against.scale"],
            (False, True),
            lambda log: words["against.scale_log" if log else "against.scale_linear"],
        )
    blocks = comparison.against(bench.bench, other, when, keys.LOGARITHMIC.get(), words)
    scale = words("against.log", decades=blocks[0].decades) if blocks[0].decades else words["against.linear"]
    note = words("against.note", scale=scale, l=bench.l, **comparison.norms(bench.bench, other))
    components.maps("maps_against", blocks, note=note, across=3)
    option = histogram.histograms(bench.bench.edited, other, when, words)
    st.markdown(f"**{words['histogram.title']}**")
    st.echarts_chart(option, height=250, key="weights_histograms", alt=words("histogram.alt", when=when))


def _other(words: Words, now: Current) -> tuple[Network, str]:
    """The network to compare with, and when it was: at the start, or at a snapshot of the run."""
    history = now.status.history if now.status else ()
    moments = {snapshot.epochs: snapshot for snapshot in history if snapshot.epochs > 0}
    names = {"start": words["against.start"]} | {at: words("against.epochs", at=f"{at:.4g}") for at in moments}
    chosen = keys.AGAINST.get()
    if isinstance(chosen, float) and chosen not in moments:
        wanted = chosen
        chosen = min(moments, key=lambda at: abs(at - wanted), default="start")
    if moments:
        widgets.slide(keys.AGAINST, words["against.moment"], tuple(names), names.__getitem__, chosen)
    if not isinstance(chosen, str):
        return moments[chosen].float64, names[chosen]
    if now.config.sizes != now.network.sizes:  # a file that does not say what it began with
        return now.network, words["against.unknown"]
    return now.start, names[chosen]
