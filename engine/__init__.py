"""The network, backpropagation and training of Deltascope; NumPy and the standard library only.

The conventions hold in every module and on every page:

* Layers are numbered as in the book, 1..L. `ByLayer` holds arrays under those numbers.
* `w[l][j, k]` is w^l_jk, the weight from neuron k of layer l-1 to neuron j of layer l.
  Neurons count from 0, so that output neuron j stands for digit j.
* Examples are columns: x is `(784, m)`, y is `(10, m)`, and z^l = w^l a^(l-1) + b^l reads the same
  for one example and for a mini-batch.
* `delta[l]` keeps one column per example; `nabla_w[l]` and `nabla_b[l]` are means over the examples.
* float32 for training, float64 for every number that a learner compares.

"The book" is Michael Nielsen, *Neural Networks and Deep Learning*, chapter 2
(http://neuralnetworksanddeeplearning.com/chap2.html); equation numbers are the book's.
"""

from engine import _blas  # noqa: F401  before anything imports NumPy
from engine.activations import ACTIVATIONS, Activation
from engine.backprop import backprop, bp1, bp2, bp3, bp4, forward
from engine.costs import COSTS, Cost, mean_cost
from engine.digits import to_mnist
from engine.files import BadNetworkFile, load_network, save_network
from engine.gradients import Gradient, Offender
from engine.labs.bugs import BUGS, Bug, bug_laboratory
from engine.labs.check import CheckRun, Difference, GradientCheck, gradient_check
from engine.labs.demon import DemonMove, demon
from engine.labs.epsilon import EpsilonCurve, epsilon_curve
from engine.labs.exercises import modified_neuron, one_by_one, one_matrix, with_activation
from engine.labs.formula import formula
from engine.labs.parser import FormulaError
from engine.labs.paths import Path, PathFactors, multiplications, path_count, path_factors, weight_change
from engine.layers import ByLayer, one_hot
from engine.mnist import Dataset, MnistMissing, Splits, load_mnist
from engine.network import INITS, Network
from engine.sensitivity import input_gradient, linear_product, nabla_a, sensitivities
from engine.trace import Trace
from engine.training.config import TrainingConfig
from engine.training.run import Diverged, Snapshot, TrainingRun

__all__ = [
    "ACTIVATIONS",
    "BUGS",
    "COSTS",
    "INITS",
    "Activation",
    "BadNetworkFile",
    "Bug",
    "ByLayer",
    "CheckRun",
    "Cost",
    "Dataset",
    "DemonMove",
    "Difference",
    "Diverged",
    "EpsilonCurve",
    "FormulaError",
    "Gradient",
    "GradientCheck",
    "MnistMissing",
    "Network",
    "Offender",
    "Path",
    "PathFactors",
    "Snapshot",
    "Splits",
    "Trace",
    "TrainingConfig",
    "TrainingRun",
    "backprop",
    "bp1",
    "bp2",
    "bp3",
    "bp4",
    "bug_laboratory",
    "demon",
    "epsilon_curve",
    "formula",
    "forward",
    "gradient_check",
    "input_gradient",
    "linear_product",
    "load_mnist",
    "load_network",
    "mean_cost",
    "modified_neuron",
    "multiplications",
    "nabla_a",
    "one_by_one",
    "one_hot",
    "one_matrix",
    "path_count",
    "path_factors",
    "save_network",
    "sensitivities",
    "to_mnist",
    "weight_change",
    "with_activation",
]
