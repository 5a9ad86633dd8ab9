"""A network that comes back in a file. Pure: no Streamlit."""

from __future__ import annotations

from typing import Any, BinaryIO

from engine import BadNetworkFile, Network, TrainingConfig, load_network


def read(file: BinaryIO) -> tuple[Network, dict[str, Any]]:
    """The network in a file, frozen, in float64, and what the file says of it.

    Raises ValueError where the network does not fit MNIST, or was trained with settings that make no sense.
    """
    network, config = load_network(file)
    if (network.sizes[0], network.sizes[-1]) != (784, 10):
        raise BadNetworkFile(f"the sizes are {network.sizes}, but MNIST needs 784 inputs and 10 outputs")
    config = {"activation": network.activation, **config, "sizes": network.sizes}
    try:
        TrainingConfig.from_dict(config)
    except TypeError as error:
        raise ValueError(f"the configuration of this file makes no sense: {error}") from None
    return network.copy(dtype=float, frozen=True), config
