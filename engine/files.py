"""Networks as files: .npz with arrays w2, b2, w3, b3, … and "config", a JSON text. Never pickle.

A file may come from a stranger: nothing is allocated before its size is known to be acceptable.
"""

from __future__ import annotations

import io
import json
import math
import re
import zipfile
from pathlib import Path
from typing import IO, BinaryIO

import numpy as np

from engine.activations import ACTIVATIONS
from engine.network import Network

MAX_BYTES = 32 * 2**20  # of all arrays together, unpacked
MAX_LAYERS = 32
MAX_CONFIG = 64 * 2**10  # bytes of the config text
_MEMBER = re.compile(r"([wb])([1-9][0-9]?)\.npy")


class BadNetworkFile(ValueError):
    """A file that is not a network as `save_network` writes it; the message says what is wrong."""


def save_network(
    file: str | Path | BinaryIO, net: Network, config: dict | None = None, dtype: type | np.dtype | None = None
) -> None:
    """Write the network, and what `config` says about it, to a .npz file; the same network gives the same bytes.

    With `dtype` the numbers are rounded to it: float16 halves the file, and comes back as float32.
    The activations of `net` are written into the config; where it has no hidden layers, the config's own "activation"
    stays. Raises ValueError for activations that a file cannot name.
    """
    text = json.dumps({**(config or {}), **_activations(net, config or {})}, sort_keys=True)
    arrays = {
        f"{symbol}{l}": array.astype(dtype or net.dtype)
        for l in net.w
        for symbol, array in (("w", net.w[l]), ("b", net.b[l]))
    }
    np.savez_compressed(file, allow_pickle=False, config=np.array(text), **arrays)


def _activations(net: Network, config: dict) -> dict[str, str]:
    """What the config of a file says of the activations of a network."""
    names = {"activation": net.activation, "output_activation": net.output_activation}
    hidden = {l: net.output_activation if l == net.L else net.activation for l in net.sigma}
    if any(ACTIVATIONS.get(hidden[l]) is not sigma for l, sigma in net.sigma.items()):
        raise ValueError(
            f"a file can name one of {', '.join(ACTIVATIONS)} for the hidden layers and one for the output layer, got "
            f"{net.activation!r} and {net.output_activation!r}; give the network one of these"
        )
    return {**names, **({"activation": config["activation"]} if net.L == 2 and "activation" in config else {})}


def load_network(file: str | Path | BinaryIO) -> tuple[Network, dict]:
    """The network and the config of a file written by `save_network`.

    Raises BadNetworkFile, a ValueError, for anything else: other members, pickled objects, sizes beyond 32 MB
    unpacked, damaged or truncated files, shapes that do not fit together, numbers that are not finite.
    """
    raw = Path(file).read_bytes() if isinstance(file, str | Path) else file.read()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            config, arrays = _members(archive)
    except BadNetworkFile:
        raise
    except Exception:  # damaged bytes may break anything in zipfile and in NumPy's reader of headers
        raise BadNetworkFile("this is not a network file, or it is damaged; Deltascope writes them as .npz") from None
    w, b = ({int(name[1:]): array for name, array in arrays.items() if name[0] == kind} for kind in "wb")
    try:
        net = Network(w, b, config.get("activation", "sigmoid"), config.get("output_activation"))
    except (ValueError, TypeError) as error:
        raise BadNetworkFile(f"the arrays of this file do not make a network: {error}") from None
    return net, config


def _members(archive: zipfile.ZipFile) -> tuple[dict, dict[str, np.ndarray]]:
    """The config and the arrays of an archive, each checked before it is read."""
    infos = archive.infolist()
    if len(infos) > 2 * MAX_LAYERS + 1 or len({info.filename for info in infos}) < len(infos):
        raise BadNetworkFile("this file has more arrays than a network; Deltascope reads up to 32 layers")
    arrays, left, config = {}, MAX_BYTES, {}
    for info in infos:
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # the others unpack without a bound
            raise BadNetworkFile("this file is packed in a way that NumPy does not use; Deltascope does not read it")
        with archive.open(info) as member:
            if info.filename == "config.npy":
                config = _config(member)
            elif _MEMBER.fullmatch(info.filename):
                arrays[info.filename[:-4]] = array = _array(member, left)
                left -= array.nbytes
            else:
                raise BadNetworkFile(f"unexpected array {info.filename[:40]!r}; a network has w2, b2, w3, … and config")
    return config, arrays


def _header(member: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype]:
    """Shape, Fortran order and dtype of a .npy member."""
    version = np.lib.format.read_magic(member)
    read = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}[version]
    return read(member, max_header_size=4096)


def _array(member: IO[bytes], left: int) -> np.ndarray:
    """A matrix of float16, float32 or float64, at most `left` bytes large; float16 becomes float32."""
    shape, fortran, dtype = _header(member)
    native, count = dtype.newbyteorder("="), math.prod(shape)
    if native not in (np.float16, np.float32, np.float64) or len(shape) != 2 or min(shape) < 1:
        kinds = "float16, float32 or float64"
        raise BadNetworkFile(f"an array has shape {shape} and type {dtype}; expected a matrix of {kinds}")
    read = np.result_type(native, np.float32)
    if count * read.itemsize > left:
        raise BadNetworkFile("this network is larger than 32 MB; Deltascope does not read networks of that size")
    flat = np.frombuffer(_exactly(member, count * dtype.itemsize), dtype)
    return flat.reshape(shape, order="F" if fortran else "C").astype(read)


def _config(member: IO[bytes]) -> dict:
    """The JSON object of the member "config"."""
    shape, _, dtype = _header(member)
    if shape != () or dtype.kind != "U" or dtype.itemsize > MAX_CONFIG:
        raise BadNetworkFile('"config" must be one JSON text')
    text = str(np.frombuffer(_exactly(member, dtype.itemsize), dtype)[0])
    config = json.loads(text)
    if not isinstance(config, dict):
        raise BadNetworkFile('"config" must be a JSON object')
    return config


def _exactly(member: IO[bytes], size: int) -> bytes:
    """The bytes of a member, which must be `size` of them; reads no more than one beyond, however many follow."""
    data = member.read(size + 1)
    if len(data) != size:
        raise BadNetworkFile("an array is longer or shorter than it says; the file is damaged")
    return data
