"""What a click on the page Draw teaches the network: steps on one drawing, further training, and the way back.

Each of these takes a moment. So everything is fetched and announced before it, and the new version is put into an
object that the session holds already: see taught.VersionHistory.
"""

from __future__ import annotations

from engine import Diverged, load_mnist, one_hot
from engine.training.teaching import descend, train_on
from ui.draw import drawings, keys
from ui.draw.drawings import LabelledDrawing
from ui.draw.keys import Feedback
from ui.session import current, networks, pad, taught
from ui.session.current import Current
from ui.session.taught import Version

MINI_BATCHES = 300


def step(count: int) -> None:
    """Take `count` steps of gradient descent on the drawing on the pad."""
    drawing = pad.DRAWING.get()
    if drawing is None or drawing.label is None:
        return
    now, eta, label, history = current.network(), keys.TEACH_ETA.get(), drawing.label, taught.history()
    versions = _begin(now)
    try:
        descent = descend(now.network, drawing.x.astype(float), one_hot([label], 10), now.cost, eta, count)
    except Diverged:
        _refuse(versions, eta)
        return
    net, how = descent.network.copy(frozen=True), "step" if count == 1 else "steps"
    new = Version(net, now.config, versions[0].origin, how, taught.correct(net), descent, eta, label)
    history.versions = taught.added(versions, new)
    keys.FEEDBACK.put(None)


def mix() -> None:
    """Train on with MNIST and the visitor's drawings."""
    own, now, history = examples(), current.network(), taught.history()
    if not own:
        return
    versions, config = _begin(now), now.config
    train, mixed_in = load_mnist().train, drawings.dataset(own)
    try:
        net = train_on(now.network, config, train, mixed_in, mini_batches=MINI_BATCHES, seed=len(versions))
    except Diverged:
        _refuse(versions, config.eta)
        return
    net = net.copy(dtype=float, frozen=True)
    new = Version(net, config, versions[0].origin, "mixed", taught.correct(net), eta=config.eta)
    history.versions = taught.added(versions, new)
    keys.FEEDBACK.put(None)


def undo() -> None:
    """Go back to the version before the last."""
    _go_back(taught.versions()[:-1])
    keys.FEEDBACK.put(None)


def examples() -> list[LabelledDrawing]:
    """The drawings of this visit, and the one on the pad if it has a label and is not among them."""
    own, drawing = list(keys.COLLECTION.get()), pad.DRAWING.get()
    if drawing is None or drawing.label is None:
        return own
    here = LabelledDrawing.of(drawing.x, drawing.label)
    return own if any((each.pixels, each.label) == (here.pixels, here.label) for each in own) else [*own, here]


def _begin(now: Current) -> tuple[Version, ...]:
    """The versions so far, the last of them the current network. Of another current network they are the first."""
    if now.taught:
        return taught.versions()
    origin = current.name()
    net = now.network.copy(frozen=True)
    taught.history().versions = (Version(net, now.config, origin, "start", taught.correct(net)),)
    networks.NETWORK.remember("taught")
    return taught.versions()


def _refuse(versions: tuple[Version, ...], eta: float) -> None:
    """Leave everything as it was, and say that η is too large."""
    _go_back(versions)
    keys.FEEDBACK.put(Feedback("teach", True, [("diverged", {"eta": f"{eta:g}"})]))


def _go_back(versions: tuple[Version, ...]) -> None:
    """Make the last of these versions the current network; if nothing is taught any more, the one that it came from."""
    taught.history().versions = versions if len(versions) > 1 else ()
    if len(versions) > 1:
        networks.NETWORK.remember("taught")
    elif networks.chosen() == "taught":
        networks.NETWORK.remember(versions[0].origin if versions else None)
