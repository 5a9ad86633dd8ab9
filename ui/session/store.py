"""What is remembered of a visit: the one home of session keys, and of parameters of the URL."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import cycle
from typing import Any

import streamlit as st

from engine.training.live import LiveRun
from ui.canvas.sketch import Offer, Sketch
from ui.session import resources
from ui.session import settings as experiment
from ui.session.drawings import LabelledDrawing
from ui.session.taught import Version, VersionHistory
from ui.weights.edits import Edit

LANGUAGE = "lang"  # also in the URL
NETWORK = "network"  # one of NETWORKS
NETWORKS = ("book", "run", "kept", "taught")
KEPT = "kept"  # a network from the shelf or from a file: resources.NamedNetwork
DRAWING = "kept_drawing"
RUN = "run"  # the id of the visitor's run; also in the URL, so that a reload finds it again
TWIN = "twin"  # the same for the run beside it
MOMENT = "moment"  # the position in epochs that the visitor went back to; None is now
TWINS = "twins"  # whether two runs are to start together
SIDE = "side"  # whose settings are shown: "a", or "b" for the twin's
SIDES = ("a", "b")
SHELF = "shelf"  # runs of this visit that are over: shelf_view.FinishedRun
SHOWN = "shown"  # ids of those on the shelf whose curves are shown
VIEW = "view"  # which part of the run is looked at, one of VIEWS
VIEWS = ("weights", "inside", "mistakes", "epochs", "shelf", "take")
RESULTS = "results"  # (network, Results) of the last one that answered the test set
UPLOADED = "uploaded"  # the id of the last file, and what is wrong with it
CELL = "cell"  # of the table of mistakes: (label, answer)
NONSENSE = "nonsense"  # names of settings that the URL had wrong
FULL = "server_full"  # how many runs the server keeps, when it could not take another one
CLICKED = "clicked"  # which of Start and Pause was clicked last, and when, in seconds of a monotonic clock
PACE = "pace"  # mini-batches a second
STEP = "step_unit"
ZOOM = "zoom"  # per cent at which the axis of accuracy begins
RENEWED = "renewed"  # how often each widget has begun anew
SOURCE = "source"  # of the current digit, one of SOURCES
SOURCES = ("test", "drawing")
INDEX = "index"  # of the current test image
FIRST = 18  # the first one seen: a 3 that the bundled network reads as an 8, so there is an error to look at
LABEL = "label"  # the label y that the visitor chose for the current digit; None for its own
FILTER = "filter"  # which test images one steps through, one of FILTERS
FILTERS = ("all", "wrong", *range(10))
TAUGHT = "taught"  # the network that the visitor teaches: taught.VersionHistory
TEACH_ETA = "teach_eta"  # η of the steps on one drawing
COLLECTION = "collection"  # the visitor's drawings with their labels, a tuple
PICKED = "picked_drawing"  # which of them is picked
OFFER = "offer"  # what the page has put on the pad, until the pad has taken it
RESTED = "rested"  # the pen has come to rest: the whole page is to be drawn again
TRACE = "trace"  # the index of the test image that is traced; None for none
TRACED = "traced_digit"  # of which digit
LESSON = "lesson"  # which part of the page Draw is open, one of LESSONS
LESSONS = ("see", "answer", "sure", "teach", "mine")
TOLD = "told"  # what to say about a picture or a file: (kind, key of a text, its values)
NEURON = "neuron"  # the neuron that is selected everywhere, (l, j), and perhaps a weight of it, (l, j, k)
DZ = "dz"  # what the demon adds to z
WINDOW = "demon_window"  # how far the demon's axis reaches
DW = "dw"  # what is added to a weight on the page Paths
LAB_GUESSES = "guesses"  # what was guessed in the labs, by question
RACE = "race"  # the gradient check of this visit, ui.check.Race
METHOD = "check_method"  # one of engine.check.METHODS
EPSILON = "epsilon"
BUG = "bug"  # the bug that is being looked for, ui.bugs.Case
BENCH = "bug_bench"  # what bugs are tried on, one of ui.bugs.BENCHES
SCORE = "bug_score"  # equations found, bugs dealt
HIDDEN, BREADTH = "paths_hidden", "paths_breadth"  # hidden layers and neurons in each, of an imagined network
COMPUTED = "computed"  # what labs have computed once, by name
PART = "bp_part"  # which part of the page Backprop, one of PARTS
PARTS = ("steps", "notation", "predict", "proofs")
STAGE = "bp_step"  # which step of the algorithm, counted from 0
PASS_SIZE = "bp_batch"  # how many examples are columns of the pass, one of PASS_SIZES
PASS_SIZES = (1, 10)
PASS_COLUMN = "bp_example"  # which of them is written out
PATH = "bp_path"  # the neuron of each layer that was selected last, {l: j}
TRAINER = "bp_trainer"  # the exercise of the notation trainer: see ui/trainer.py
GUESSES = "bp_guesses"  # predictions that were made, by what they are about
PROOF = "bp_proof"  # which proof, one of PROOFS
PROOFS = ("bp1", "bp2", "bp3", "bp4")
LINES = "bp_lines"  # how many lines of each proof are shown
EXERCISES = "bp_exercises"  # the last mistake in each guided proof
BIG = "big"  # whether the type is larger, for a lecture; also in the URL
TOUR = "tour"  # whether the guided tour goes on; also in the URL
SEEN = "tour_seen"  # the stations of it that were visited
EXERCISE = "exercise"  # which one the page shows, one of TASKS; also in the URL
TASKS = ("neuron", "linear", "proof", "batch", "design")
DONE = "exercises_done"  # those that were done in this visit
GUESSED = "exercise_guesses"  # what was guessed in each
FUNCTION = "neuron_function"  # f of the modified neuron: the name of an activation, or "formula"
NEURON_FORMULA = "neuron_formula"  # the formula for f
FORMULA = "formula"  # of the designed activation; also in the URL
ORDERED = "ordered"  # which proof is put in order
PLACED = "placed"  # how many lines of each proof stand
MISTAKE = "mistake"  # the proof, how many lines stood, and the line that was tried in vain
TIMINGS = "timings"  # of the loop against columns, and of which network
CONTEST = "contest"  # of the designed activation against the sigmoid
CONTEST_ETA = "contest_eta"
LAYER = "weights_layer"  # the layer that Weights shows: that of the selected neuron
ORDER = "weights_order"  # of the weight images
AGAINST = "weights_against"  # what the weights are compared with: "start", or a moment of the run, in epochs
LOGARITHMIC = "weights_log"  # whether that comparison has a logarithmic scale
TOOL = "weights_tool"  # one of TOOLS: what the pointer does on a large weight image
TOOLS = ("choose", "plus", "minus", "erase")
BRUSH = "weights_brush"  # its width in pixels
STRENGTH = "weights_strength"  # what it adds, as a part of the scale
EDITS = "weight_edits"  # what the visitor changed, and of which network: (identity, edits)
REDRAW = "redraw"  # whether a click in a part of the page changed what other parts show
ERRORS = "errors_of"  # what the page Errors shows: one example, a mini-batch or a whole set
ERRORS_SCALE = "errors_scale"  # common to all layers, one a layer, or logarithmic
ERRORS_SET = "errors_set"  # which set: test or training
BATCH = "batch"  # the number of the mini-batch that is drawn at random
COLUMN = "column"  # the example in it that is looked at
STORY = "story"  # which story on slow learning is told
SET_UP = "set_up"  # the settings of a story were put on the page Train, which is next
DEFAULTS = {
    NETWORK: "book",
    PACE: math.inf,
    STEP: "mini_batch",
    ZOOM: 0,
    SOURCE: "test",
    INDEX: FIRST,
    FILTER: "all",
    DZ: 0.5,
    WINDOW: 10,
    DW: 0.5,
    METHOD: "central",
    EPSILON: 1e-5,
    BENCH: "laboratory",
    HIDDEN: 5,
    BREADTH: 30,
    PART: "steps",
    STAGE: 0,
    PASS_SIZE: 1,
    PASS_COLUMN: 0,
    PROOF: "bp1",
    LAYER: 2,
    ORDER: "index",
    AGAINST: "start",
    LOGARITHMIC: False,
    TOOL: "choose",
    BRUSH: 3,
    STRENGTH: 0.5,
    TWINS: False,
    SIDE: "a",
    SHELF: (),
    SHOWN: (),
    VIEW: "weights",
    BIG: False,
    SEEN: (),
    EXERCISE: "neuron",
    DONE: (),
    FUNCTION: "formula",
    NEURON_FORMULA: "sin(z)",
    FORMULA: "tanh(z)",
    ORDERED: "bp3",
    CONTEST_ETA: 0.3,
    ERRORS: "one",
    ERRORS_SCALE: "log",
    ERRORS_SET: "test",
    BATCH: 1,
    COLUMN: 0,
    LESSON: "see",
    TEACH_ETA: 0.3,
    TRACED: 3,
}


def get(key: str) -> Any:
    """What is remembered under a key, or its default."""
    return st.session_state.get(key, DEFAULTS.get(key))


def put(key: str, value: Any) -> None:
    st.session_state[key] = value


def take(key: str) -> Any:
    """The value of a key, which is forgotten by this."""
    return st.session_state.pop(key, None)


# --- widgets: see ui/widgets.py ---

VARIANTS = ("", "here", "page", "slider", "number")  # tell the widgets that show one value from each other


def widget(name: str, variant: str = "") -> str:
    """The key of a widget that shows the value `name`."""
    return f"{name}:{variant}:{(get(RENEWED) or {}).get((name, variant), 0)}:{get(LANGUAGE)}"


def remember(name: str, value: Any, *, by: str | None = None) -> None:
    """Remember a value; the widgets that show it, but for the one that it comes from, begin anew with it."""
    put(name, value)
    renewed = get(RENEWED) or {}
    put(RENEWED, renewed | {(name, other): renewed.get((name, other), 0) + 1 for other in VARIANTS if other != by})


def write_param(name: str, value: str | None) -> None:
    """Write a parameter of the URL, or leave it out; a page switch drops them all, so each page writes its own."""
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


# --- the drawing ---


def drawing() -> Sketch | None:
    """What this visitor has drawn, on whatever page."""
    return get(DRAWING)


def keep_drawing(drawing: Sketch) -> None:
    """Remember a drawing for the other pages; the example that draws itself is nobody's, and is not kept."""
    if drawing.demo:
        return
    put(DRAWING, None if drawing.blank else drawing)
    remember(SOURCE, "test" if drawing.blank else "drawing")
    remember(LABEL, None)


def put_on_pad(offer: Offer) -> None:
    """Put a picture or a label on the pad."""
    put(OFFER, offer)


def offer(taken: int) -> Offer | None:
    """What is to be put on a pad that has `taken` offers up to this id."""
    waiting = get(OFFER)
    if waiting and waiting.id <= taken:
        put(OFFER, None)
    return get(OFFER)


def variation(name: str) -> str:
    """The key of the cell that is picked in a map of answers."""
    return f"variation_{name}"


def collection() -> tuple[LabelledDrawing, ...]:
    """The visitor's drawings of this visit."""
    return get(COLLECTION) or ()


# --- the network that the visitor teaches ---


def teaching() -> VersionHistory:
    """What this visitor has taught."""
    if not get(TAUGHT):
        put(TAUGHT, VersionHistory())
    return get(TAUGHT)


def taught() -> tuple[Version, ...]:
    """The versions of the network that the visitor teaches; none before anything was taught."""
    return teaching().versions


def networks() -> tuple[str, ...]:
    """Those of NETWORKS that there are."""
    there = {"book": True, "run": run() is not None, "kept": get(KEPT) is not None, "taught": bool(taught())}
    return tuple(name for name in NETWORKS if there[name])


def teach_from(versions: tuple[Version, ...]) -> None:
    """Make the last of these versions the current network; the start alone is the network that it came from."""
    teaching().versions = versions if len(versions) > 1 else ()
    if len(versions) > 1:
        remember(NETWORK, "taught")
    elif get(NETWORK) == "taught":
        origin = versions[0].origin if versions else "book"
        remember(NETWORK, origin if origin in networks() else "book")


# --- the current digit and the selected neuron ---


def begin_digit() -> None:
    """On the first page of a visit, take the digit, its label and the selected neuron from the URL."""
    if INDEX in st.session_state:
        return
    params = st.query_params
    put(INDEX, FIRST if (index := _number(params.get("digit"), 10_000)) is None else index)
    put(LABEL, _number(params.get("label"), 10))
    parts = [_number(part, 1000) for part in params.get(NEURON, "").split("-")]
    put(NEURON, tuple(parts) if len(parts) in (2, 3) and None not in parts else None)


def write_digit() -> None:
    """Write the digit, its label and the selected neuron into the URL; a drawing is not in it."""
    label, neuron = get(LABEL), get(NEURON)
    write_param("digit", str(get(INDEX)) if get(SOURCE) == "test" else None)
    write_param("label", None if label is None else str(label))
    write_param(NEURON, "-".join(map(str, neuron)) if neuron else None)


def select(l: int, j: int, k: int | None = None) -> None:
    """Select neuron j of layer l everywhere, and perhaps the weight from neuron k of the layer before."""
    put(NEURON, (l, j) if k is None else (l, j, k))


# --- guesses in the labs ---


def guess(question: str) -> Any:
    """What was guessed at a question of a lab; None before."""
    return (get(LAB_GUESSES) or {}).get(question)


def put_guess(question: str, value: Any) -> None:
    """Remember a guess; None takes it back."""
    put(LAB_GUESSES, (get(LAB_GUESSES) or {}) | {question: value})


# --- changes of weights by hand ---


def edits(identity: object) -> tuple[Edit, ...]:
    """The changes that the visitor made to the network of that identity."""
    known, changes = get(EDITS) or (None, ())
    return changes if known == identity else ()


def edit_widget(identity: object, l: int, j: int, k: int | None, value: float, *, moving: bool) -> str:
    """The key of the number of a weight or bias (k is None), which begins with `value`; another one after a change.

    While a run is `moving` the value, the key stays, and the number follows.
    """
    key = f"edit:{identity}:{l}:{j}:{k}:{'moving' if moving else (value, hash(edits(identity)))}"
    if moving or key not in st.session_state:
        put(key, value)
    return key


def keep_edits(identity: object, changes: tuple[Edit, ...]) -> None:
    put(EDITS, (identity, changes))


def _number(text: str | None, below: int) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and int(text) < below else None


# --- the exercises ---


def begin_exercises() -> None:
    """On the first visit of the page, take the exercise and the formula from the URL."""
    if EXERCISE in st.session_state:
        return
    chosen, formula = st.query_params.get(EXERCISE), st.query_params.get(FORMULA)
    put(EXERCISE, chosen if chosen in TASKS else DEFAULTS[EXERCISE])
    if formula:
        put(FORMULA, formula)


def write_exercises() -> None:
    """Write the exercise, and the formula where it matters, into the URL."""
    write_param(EXERCISE, get(EXERCISE))
    write_param(FORMULA, get(FORMULA) if get(EXERCISE) == "design" else None)


# --- the run ---


def run(key: str = RUN) -> LiveRun | None:
    """The run of this visitor, or its twin, if the server still has it; its id is kept in the URL."""
    run = resources.runs().get(get(key))
    if not run and (found := resources.runs().get(st.query_params.get(key))) and found.owner == browser():
        run = found  # a reload, or another window of this browser: take it up again
        put(key, run.id)
        remember(PACE, run.pace)
        if key == RUN:
            remember(NETWORK, "run")
    write_param(key, run.id if run else None)
    return run


def runs() -> list[LiveRun]:
    """The visitor's run and its twin, those that there are."""
    return [run_ for key in (RUN, TWIN) if (run_ := run(key))]


def browser() -> str:
    """What tells this browser from all others, so that a shared link does not hand over the run in it.

    It is the token of Streamlit's XSRF cookie, which is masked anew in each answer; "" where cookies are off.
    """
    try:
        _, mask, token, _ = st.context.cookies.get("_streamlit_xsrf", "").split("|")
        return bytes(byte ^ key for byte, key in zip(bytes.fromhex(token), cycle(bytes.fromhex(mask)))).hex()
    except ValueError:
        return ""


# --- the settings of Train ---


def setting(name: str, side: str | None = None) -> str:
    """The key of a setting; of hidden layer i for "hidden1", "hidden2", …; `side` is whose, if not whose is shown."""
    return f"set_{side or get(SIDE)}_{name}"


def begin_settings() -> None:
    """On the first visit of the page, take the settings of the URL, or those of the run that was taken up again."""
    if get(setting("eta", "a")) is not None:
        return
    known = run()
    if known and not any(name in st.query_params for name in experiment.SETTINGS):
        status = known.poll()
        put_settings(experiment.values(status.config, known.rule) | {"eta": status.eta}, "a")
        return
    values, wrong = experiment.read(st.query_params)
    put_settings(values, "a")
    put(NONSENSE, wrong)
    if params := experiment.twin_params(st.query_params):
        put(TWINS, True)
        put_settings(experiment.read({**experiment.write(values), **params})[0], "b")


def put_settings(values: Mapping[str, Any], side: str | None = None) -> None:
    """Put settings into the widgets."""
    hidden = values["hidden"]
    remember(setting("layers", side), len(hidden))
    for i in range(experiment.MAX_LAYERS):
        remember(setting(f"hidden{i + 1}", side), hidden[i] if i < len(hidden) else 30)
    for name in experiment.SETTINGS:
        if name != "hidden":
            remember(setting(name, side), values[name])


def settings(side: str | None = None) -> dict[str, Any]:
    """The settings that are remembered."""
    hidden = tuple(get(setting(f"hidden{i + 1}", side)) for i in range(get(setting("layers", side))))
    return {"hidden": hidden} | {name: get(setting(name, side)) for name in experiment.SETTINGS if name != "hidden"}


def write_settings() -> None:
    """Write the settings into the URL, so that an experiment is a link; of the twin, those that are different."""
    first = settings("a")
    params = experiment.write(first)
    twin = experiment.write_twin(first, settings("b")) if get(TWINS) else {}
    for name in experiment.SETTINGS:
        write_param(name, params.get(name))
        write_param(experiment.TWIN + name, twin.get(experiment.TWIN + name))
