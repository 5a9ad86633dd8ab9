"""What the page Weights remembers."""

from __future__ import annotations

from ui.session.store import Key, one_of
from ui.weights.damage import NOISES, SHARES
from ui.weights.edits import Edit

TOOLS = ("choose", "plus", "minus", "erase")

ORDER: Key[str] = Key("weights_order", "index")  # of the weight images
AGAINST: Key[str | float] = Key(  # what the weights are compared with: the start, or a moment of the run in epochs
    "weights_against", "start", lambda at: at == "start" or isinstance(at, float)
)
LOGARITHMIC: Key[bool] = Key("weights_log", False, one_of(False, True))  # whether that comparison is on such a scale
TOOL: Key[str] = Key("weights_tool", "choose", one_of(*TOOLS))  # what the pointer does on a large weight image
BRUSH: Key[int] = Key("weights_brush", 3)  # its width in pixels
STRENGTH: Key[float] = Key("weights_strength", 0.5)  # what it adds, as a part of the scale
EDITS: Key[tuple[object, tuple[Edit, ...]]] = Key("weight_edits", (None, ()))  # of which network, and the changes
REDRAW: Key[bool] = Key("weights_redraw", False)  # a click in a part of the page changed what other parts show
DAMAGE_SHARE: Key[float] = Key("damage_share", 0.0, one_of(*SHARES))  # of the weights that are set to zero
DAMAGE_NOISE: Key[float] = Key("damage_noise", 0.0, one_of(*NOISES))  # on the others, in standard deviations
