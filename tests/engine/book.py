"""The book's algorithm, one example at a time, in the plainest NumPy: what the engine is compared with."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def gradient(w, b, x, y):
    """∂C_x/∂w and ∂C_x/∂b of the quadratic cost, for lists of w and b and one column x."""
    activations, derivatives = [x], []
    for matrix, bias in zip(w, b, strict=True):
        a = sigmoid(matrix @ activations[-1] + bias)
        activations.append(a)
        derivatives.append(a * (1 - a))
    delta = (activations[-1] - y) * derivatives[-1]
    nabla_w, nabla_b = [], []
    for i in reversed(range(len(w))):
        nabla_w.insert(0, delta @ activations[i].T)
        nabla_b.insert(0, delta)
        if i:
            delta = (w[i].T @ delta) * derivatives[i - 1]
    return nabla_w, nabla_b


def update(w, b, examples, eta):
    """The weights and biases after one step of gradient descent on a mini-batch, a list of (x, y)."""
    gradients = [gradient(w, b, x, y) for x, y in examples]
    share = eta / len(examples)
    new_w = [matrix - share * sum(g[0][i] for g in gradients) for i, matrix in enumerate(w)]
    new_b = [bias - share * sum(g[1][i] for g in gradients) for i, bias in enumerate(b)]
    return new_w, new_b
