"""Teaching the current network a drawing, and the drawings of this visit, on the page Draw."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from engine import Diverged, backprop, forward, load_mnist
from engine.costs import cost_named
from engine.training.teaching import descend, train_on
from ui.canvas import blocks as maps
from ui.canvas.sketch import Offer, Sketch, enlarged
from ui.draw import keys, sources_view
from ui.screen import components
from ui.session import current, networks, pad, store, taught, widgets
from ui.session import drawings as files
from ui.session.current import Current
from ui.session.drawings import LabelledDrawing
from ui.session.taught import Version
from ui.text.numbers import number
from ui.text.words import Words

ETA = (0.0001, 100.0)
MINI_BATCHES = 300

DONE = 0.01  # C below which a drawing is as good as learnt
FLAT = 3e-4  # ‖∇C‖² below which the neurons are said to be flat


def teach(words: Words) -> None:
    """The label, steps on this drawing or training that goes on with all drawings, what came of it, and undo."""
    drawing = pad.DRAWING.get()
    assert drawing is not None  # see lessons.show
    st.markdown(words["teach.lead"])
    _meant(drawing, words)
    controls, results = st.columns([1, 1.6], gap="medium")
    with controls:
        _orders(drawing, words)
    with results:
        _promise(drawing, words)
        _came_of_it(words)
        _versions(drawing, words)
    sources_view.tell(words, "teach")


def _meant(drawing: Sketch, words: Words) -> None:
    """The label of the drawing, which the rows of the pad choose too.

    No widget of Streamlit: one that shows a value which something else changes may send the old one once more.
    """

    def hear(click: maps.Click) -> None:
        label = None if click.i == drawing.label else click.i
        pad.put_on(Offer(label=label, labelled=True))
        pad.keep(replace(drawing, label=label))

    digits = maps.neurons(
        np.zeros((10, 1)),
        alt=words["teach.meant"],
        label=words["teach.meant"],
        texts=[str(digit) for digit in range(10)],
        picks="picture",
        selected=drawing.label,
        show_scale=False,
        least=29,
        most=36,
    )
    components.maps("meant", [digits], on_pick=hear)


def _orders(drawing: Sketch, words: Words) -> None:
    unknown = drawing.label is None
    widgets.number(keys.TEACH_ETA, words["teach.eta"], *ETA, format="%g", step=0.1, help=words["teach.eta_help"])
    own = len(_examples())
    one, ten = st.columns(2, gap="small")
    one.button(
        words["teach.step"],
        key="teach_step",
        type="primary",
        on_click=_step,
        args=(1,),
        disabled=unknown,
        width="stretch",
    )
    ten.button(words["teach.steps"], key="teach_steps", on_click=_step, args=(10,), disabled=unknown, width="stretch")
    st.button(
        words["teach.mixed"],
        key="teach_mixed",
        on_click=_mix,
        disabled=not own,
        help=words("teach.mixed_help", own=own, count=MINI_BATCHES),
        width="stretch",
    )
    st.button(
        words["teach.undo"],
        key="teach_undo",
        on_click=_undo,
        disabled=not networks.versions(),
        icon=":material/undo:",
        width="stretch",
    )


def _y(label: int) -> np.ndarray:
    return np.eye(10)[:, [label]]


def _promise(drawing: Sketch, words: Words) -> None:
    """What the next step promises, from the gradient here and now."""
    if drawing.label is None:
        st.info(words["teach.label_first"])
        return
    now = current.network()
    trace = backprop(now.network, drawing.x.astype(float), _y(drawing.label), now.cost)
    square, eta = float(trace.gradient @ trace.gradient), _eta()
    cost = float(cost_named(now.cost).value(trace.z[now.network.L], trace.a[now.network.L], _y(drawing.label)).mean())
    st.markdown(words("teach.promise", cost=number(cost)))
    promise = rf"-{eta:g}\cdot {_tex(square)} \\ &= {_tex(-eta * square)}"
    st.latex(rf"\begin{{aligned}} \Delta C &\approx -\eta\,\lVert\nabla C\rVert^2 = {promise} \end{{aligned}}")


def _came_of_it(words: Words) -> None:
    """What the last steps promised and what they brought; what that cost on the test set."""
    versions = networks.versions()
    if len(versions) < 2 or networks.NETWORK.get() != "taught":
        return
    before, last = versions[-2], versions[-1]
    if last.descent and last.eta:
        promised, actual = sum(last.descent.predicted), last.descent.actual
        st.markdown(
            words(
                f"teach.{last.how}_brought",
                label=last.label,
                eta=f"{last.eta:g}",
                promised=number(promised),
                actual=number(actual),
            )
        )
        if abs(promised) < FLAT * last.eta * len(last.descent.predicted):
            st.markdown(words["teach.flat" if last.descent.costs[0] > DONE else "teach.done"])
        elif abs(actual - promised) > 0.2 * abs(promised):
            st.markdown(words["teach.too_far"])
    change = last.correct - before.correct
    st.markdown(
        words(
            "teach.test",
            before=words.whole(before.correct),
            after=words.whole(last.correct),
            change=f"{change:+d}".replace("-", "−") if change else "±0",
        )
    )


def _versions(drawing: Sketch, words: Words) -> None:
    """All versions: what each was taught, what it answers to this drawing, the test set."""
    versions = networks.versions()
    if not versions:
        st.caption(words["teach.untouched"])
        return
    last = versions[-1]
    answers = [forward(each.network, drawing.x.astype(float)).a[each.network.L][:, 0] for each in versions]
    j = int(answers[-1].argmax()) if drawing.label is None else drawing.label
    heads = [words["teach.version"], words["teach.how"], words["teach.reads"], f"$a_{j}$", words["teach.correct"]]
    rows = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for place in reversed(range(len(versions))):
        a, version = answers[place], versions[place]
        cells = (str(place), _how(version, words), str(a.argmax()), f"{a[j]:.4f}", words.whole(version.correct))
        rows.append("| " + " | ".join(cells) + " |")
    with st.container(height=230, border=False):
        st.markdown("\n".join(rows))
    if last.how == "steps" and last.descent:
        with st.expander(words["teach.each"]):
            st.markdown(_each(last, words))


def _each(version: Version, words: Words) -> str:
    """The table of the single steps."""
    descent = version.descent
    assert descent
    rows = [
        f"| {words['teach.number']} | $C$ | {words['teach.promised']} | {words['teach.actual']} |",
        "|---|---|---|---|",
    ]
    for i, promised in enumerate(descent.predicted):
        before, after = descent.costs[i : i + 2]
        rows.append(f"| {i + 1} | {number(after)} | {number(promised)} | {number(after - before)} |")
    return "\n".join(rows)


def _how(version: Version, words: Words) -> str:
    eta = "" if version.eta is None else f"{version.eta:g}"
    return words(f"teach.how_{version.how}", label=version.label, eta=eta)


def _tex(value: float) -> str:
    digits, _, power = f"{value:.4g}".partition("e")
    return rf"{digits}\cdot 10^{{{int(power)}}}" if power else digits


def _eta() -> float:
    try:
        eta = float(keys.TEACH_ETA.get())
    except (TypeError, ValueError):  # a browser may send anything
        return 0.3
    return min(max(eta, ETA[0]), ETA[1]) if eta == eta else 0.3


# --- orders ---


def _begin(now: Current) -> tuple[Version, ...]:
    """The versions so far, as the current network; where another one is that, teaching begins anew with it.

    All of this before what takes a moment, and nothing of it after: see VersionHistory.
    """
    if now.taught:
        return networks.versions()
    origin = networks.NETWORK.get() if networks.NETWORK.get() in current.available() else "book"
    net = now.network.copy(frozen=True)
    networks.teaching().versions = (Version(net, now.config, origin, "start", taught.correct(net)),)
    networks.NETWORK.remember("taught")
    return networks.versions()


def _step(steps: int) -> None:
    drawing = pad.DRAWING.get()
    if drawing is None or drawing.label is None:
        return
    now, eta, teaching = current.network(), _eta(), networks.teaching()
    x, label, cost = drawing.x.astype(float), drawing.label, now.cost
    versions = _begin(now)
    try:
        descent = descend(now.network, x, _y(label), cost, eta, steps)
    except Diverged:
        _diverged(versions, eta)
        return
    net = descent.network.copy(frozen=True)
    how = "step" if steps == 1 else "steps"
    new = Version(net, now.config, versions[0].origin, how, taught.correct(net), descent, eta, label)
    teaching.versions = taught.added(versions, new)
    keys.TOLD.put(None)


def _mix() -> None:
    own, now, teaching = _examples(), current.network(), networks.teaching()
    if not own:
        return
    versions, config = _begin(now), now.config
    train, drawings = load_mnist().train, files.dataset(own)
    try:
        net = train_on(now.network, config, train, drawings, mini_batches=MINI_BATCHES, seed=len(versions))
    except Diverged:
        _diverged(versions, config.eta)
        return
    net = net.copy(dtype=float, frozen=True)
    new = Version(net, config, versions[0].origin, "mixed", taught.correct(net), eta=config.eta)
    teaching.versions = taught.added(versions, new)
    keys.TOLD.put(None)


def _diverged(versions: tuple[Version, ...], eta: float) -> None:
    current.teach_from(versions)
    keys.TOLD.put(("teach", "error", [("diverged", {"eta": f"{eta:g}"})]))


def _undo() -> None:
    current.teach_from(networks.versions()[:-1])
    keys.TOLD.put(None)


def _examples() -> list[LabelledDrawing]:
    """The drawings of this visit, and the one on the pad if it has a label and is not among them."""
    own, drawing = list(keys.COLLECTION.get()), pad.DRAWING.get()
    if drawing is None or drawing.label is None:
        return own
    here = LabelledDrawing.of(drawing.x, drawing.label)
    return own if any((each.pixels, each.label) == (here.pixels, here.label) for each in own) else [*own, here]


# --- the drawings of this visit ---


def collection(words: Words) -> None:
    """The drawings with their labels: keep, show, put on the pad, delete, download, upload."""
    drawing, kept = pad.DRAWING.get(), keys.COLLECTION.get()
    st.markdown(words("mine.lead", count=len(kept)))
    if drawing:
        _meant(drawing, words)
    st.button(
        words["mine.keep"],
        key="mine_keep",
        type="primary",
        icon=":material/add:",
        on_click=_add,
        disabled=drawing is None or drawing.label is None or len(kept) >= files.MOST,
    )
    sources_view.tell(words, "mine")
    if kept:
        _gallery(kept, words)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.download_button(
            words["mine.download"],
            files.encode(kept),
            "deltascope-drawings.json",
            "application/json",
            key="mine_download",
            disabled=not kept,
            icon=":material/download:",
            on_click="ignore",
        )
        with st.popover(words["mine.upload"], icon=":material/upload:"):
            st.file_uploader(words["mine.file"], type=["json"], key="mine_file", on_change=_upload, max_upload_size=1)


def _gallery(kept: tuple[LabelledDrawing, ...], words: Words) -> None:
    """One block a label; the picked drawing can be put on the pad or deleted."""
    chosen = keys.PICKED.get()
    groups = {label: [i for i, each in enumerate(kept) if each.label == label] for label in range(10)}
    groups = {label: group for label, group in groups.items() if group}
    blocks = [
        maps.images(
            np.hstack([kept[i].x for i in group]).T,
            ids=group,
            alt=words("mine.alt", label=label, count=len(group)),
            label=words("mine.label", label=label),
            tip="",
            kind="ink",
            picks="picture",
            selected=chosen if chosen in group else None,
            show_scale=False,
            most=58,
        )
        for label, group in groups.items()
    ]
    components.maps("mine_gallery", blocks, across=0, on_pick=lambda click: keys.PICKED.put(click.i))
    none = not isinstance(chosen, int) or chosen >= len(kept)
    with st.container(horizontal=True, gap="small"):
        st.button(words["mine.to_pad"], key="mine_to_pad", on_click=_to_pad, disabled=none)
        st.button(words["mine.delete"], key="mine_delete", on_click=_delete, disabled=none, icon=":material/delete:")
        st.button(words["mine.delete_all"], key="mine_delete_all", on_click=_delete_all)
    if none:
        st.caption(words["mine.pick"])


def _add() -> None:
    drawing = pad.DRAWING.get()
    if drawing and drawing.label is not None:
        keys.COLLECTION.put((*keys.COLLECTION.get(), LabelledDrawing.of(drawing.x, drawing.label))[: files.MOST])
        keys.TOLD.put(None)


def _chosen() -> LabelledDrawing | None:
    chosen, kept = keys.PICKED.get(), keys.COLLECTION.get()
    return kept[chosen] if isinstance(chosen, int) and 0 <= chosen < len(kept) else None


def _to_pad() -> None:
    if one := _chosen():
        pad.put_on(Offer(enlarged(one.x), one.label, labelled=True))


def _delete() -> None:
    one = _chosen()
    keys.COLLECTION.put(tuple(each for each in keys.COLLECTION.get() if each is not one))
    keys.PICKED.forget()


def _delete_all() -> None:
    keys.COLLECTION.put(())
    keys.PICKED.forget()


def _upload() -> None:
    file = store.heard("mine_file")
    if not file:
        return
    try:
        new = files.decode(file.getvalue())
    except files.BadCollection as bad:
        keys.TOLD.put(("mine", "error", [(bad.reason, bad.values)]))
        return
    room = files.MOST - len(keys.COLLECTION.get())
    keys.COLLECTION.put((*keys.COLLECTION.get(), *new[:room]))
    keys.TOLD.put(("mine", "info", [("added", {"count": len(new[:room])})]))
