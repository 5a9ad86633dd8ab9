import numpy as np
import pytest

from engine import Network, forward
from ui.weights.edits import LARGEST, MOST, NewValue, Paint, Silence, added, edited, fits, silenced


@pytest.fixture
def net():
    return Network.random((4, 3, 3, 2), seed=1, dtype=np.float64).copy(frozen=True)


def test_the_network_itself_is_never_changed(net):
    before = net.parameters.copy()
    assert edited(net, ()) is net
    changed = edited(net, [Paint(2, 0, (1, 2), 0.5), NewValue(3, 1, 0, 7.0), NewValue(4, 1, None, -2.0)])
    assert (net.parameters == before).all()
    assert (changed.w[2][0] - net.w[2][0]).tolist() == pytest.approx([0, 0.5, 0.5, 0])
    assert changed.w[3][1, 0] == 7
    assert changed.b[4][1, 0] == -2
    assert (changed.parameters != before).sum() == 4


def test_erasing_sets_to_zero(net):
    assert edited(net, [Paint(2, 1, (0, 3), None)]).w[2][1, [0, 3]].tolist() == [0, 0]


def test_a_silenced_neuron_is_not_heard(net):
    x = np.ones((4, 1))
    quiet = edited(net, [Silence(2, 1)])
    without = forward(net, x).a[2] * np.array([[1], [0], [1]])
    assert forward(quiet, x).z[3] == pytest.approx(net.w[3] @ without + net.b[3])
    assert silenced([Silence(2, 1), Silence(3, 0)], 2) == [1]


def test_changes_apply_in_their_order_so_that_the_last_can_be_undone(net):
    edits = [NewValue(2, 0, 0, 1.0), Paint(2, 0, (0,), 0.25), NewValue(2, 0, 1, 3.0)]
    assert edited(net, edits).w[2][0, :2].tolist() == [1.25, 3]
    assert edited(net, edits[:-1]).w[2][0, :2].tolist() == [1.25, net.w[2][0, 1]]


@pytest.mark.parametrize(
    "edit",
    [
        NewValue(1, 0, 0, 0.0),
        NewValue(5, 0, 0, 0.0),
        NewValue(2, 3, 0, 0.0),
        NewValue(2, 0, 4, 0.0),
        NewValue(2, 0, 0, float("nan")),
        NewValue(2, 0, None, 2 * LARGEST),
        Paint(2, 0, (), 1.0),
        Paint(2, 0, (4,), 1.0),
        Paint(2, 0, (1,), float("inf")),
        Silence(4, 0),
    ],
)
def test_what_the_network_does_not_have_is_not_changed(net, edit):
    assert not fits(edit, net)
    assert added((), edit, net) == ()


def test_there_is_room_for_so_many_changes(net):
    full = (NewValue(2, 0, 0, 1.0),) * MOST
    assert added(full[1:], full[0], net) == full
    assert added(full, full[0], net) == full
