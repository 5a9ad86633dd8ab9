import io
import json
import os
import pickle
import re
import zipfile

import numpy as np
import pytest

from engine import (
    ACTIVATIONS,
    BadNetworkFile,
    Network,
    TrainingConfig,
    formula,
    load_network,
    save_network,
    with_activation,
)


def saved(net, config=None):
    file = io.BytesIO()
    save_network(file, net, config)
    return file.getvalue()


def load(raw):
    return load_network(io.BytesIO(raw))


def member(shape, data=b"", descr="<f4", name="w2"):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": descr, "fortran_order": False, "shape": shape})
    return {f"{name}.npy": header.getvalue() + data}


def archive(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    return file.getvalue()


def npy(array, **options):
    file = io.BytesIO()
    np.save(file, array, **options)
    return file.getvalue()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_network_comes_back_as_it_was(dtype):
    net = Network.random((7, 5, 3), activation="relu", output_activation="sigmoid", dtype=dtype)
    config = TrainingConfig(sizes=(7, 5, 3)).to_dict()
    again, read = load(saved(net, config))
    assert (again.parameters == net.parameters).all()
    assert repr(again) == repr(net)
    assert read["eta"] == 3.0


def test_it_can_be_written_to_a_path(tmp_path):
    net = Network.random((7, 3))
    save_network(tmp_path / "net.npz", net)
    assert (load_network(tmp_path / "net.npz")[0].parameters == net.parameters).all()


def test_activations_that_a_file_cannot_name_are_refused_when_it_is_written():
    net = Network.random((7, 5, 4, 3))
    net.sigma[2] = ACTIVATIONS["tanh"]
    with pytest.raises(ValueError, match="one for the output layer, got 'tanh, sigmoid' and 'sigmoid'"):
        saved(net)
    with pytest.raises(ValueError, match="got 'sin"):
        saved(with_activation(net, formula("sin(z)")))


def test_a_file_reads_the_activations_that_the_layers_have():
    net = Network.random((7, 5, 4, 3), activation="relu", output_activation="sigmoid")
    net.sigma[2] = net.sigma[3] = ACTIVATIONS["tanh"]
    read, config = load(saved(net, {"activation": "relu"}))
    assert (config["activation"], config["output_activation"]) == ("tanh", "sigmoid")
    assert read.sigma == net.sigma


def test_without_hidden_layers_the_config_keeps_what_it_says_of_them():
    config = TrainingConfig(sizes=(7, 3), activation="relu", cost="cross_entropy")
    read, known = load(saved(config.network(), config.to_dict()))
    assert TrainingConfig.from_dict(known) == config
    assert read.sigma == {2: ACTIVATIONS["sigmoid"]}


def test_the_same_network_gives_the_same_bytes():
    net = Network.random((7, 5, 3))
    assert saved(net, {"b": 1, "a": 2}) == saved(net.copy(), {"a": 2, "b": 1})


def test_arrays_have_the_book_s_names_and_load_without_pickle():
    with np.load(io.BytesIO(saved(Network.random((7, 5, 3)))), allow_pickle=False) as arrays:
        assert sorted(arrays) == ["b2", "b3", "config", "w2", "w3"]
        assert json.loads(str(arrays["config"]))["activation"] == "sigmoid"


def test_arrays_in_fortran_order_are_read_right():
    w, b = np.arange(6.0).reshape(2, 3), np.zeros((2, 1))
    net, _ = load(archive({"w2.npy": npy(np.asfortranarray(w)), "b2.npy": npy(b)}))
    assert (net.w[2] == w).all()


class Evil:
    def __reduce__(self):
        return os.system, ("touch pwned",)


def huge_member_behind_a_small_header():
    return archive(member((2, 2), bytes(2**24)))


GOOD = saved(Network.random((7, 5, 3)))
HOSTILE = {
    "nothing": b"",
    "text": b"hello",
    "no zip behind its signature": b"PK\x03\x04" + b"x" * 100,
    "cut": GOOD[: len(GOOD) // 2],
    "empty archive": archive({}),
    "pickled objects": archive({"w2.npy": npy(np.array([Evil()], object), allow_pickle=True)}),
    "a pickle": archive({"w2.npy": pickle.dumps([1, 2])}),
    "10^12 numbers announced": archive(member((10**6, 10**6))),
    "sizes that overflow": archive(member((2**40, 2**40))),
    "negative sizes": archive(member((-5, -5))),
    "a zip bomb": archive(member((2**12, 2**14), bytes(2**28))),
    "more data than announced": huge_member_behind_a_small_header(),
    "less data than announced": archive(member((30, 784), bytes(100))),
    "whole numbers": archive(member((2, 2), bytes(32), "<i8")),
    "text as weights": archive(member((1, 1), bytes(40), "<U10")),
    "complex numbers": archive(member((1, 1), bytes(16), "<c16")),
    "three dimensions": archive(member((1, 1, 1), bytes(4))),
    "another member": archive({"../../evil.npy": npy(np.ones((1, 1)))}),
    "1,000 members": archive({f"w{i}.npy": b"" for i in range(1000)}),
    "a gap in the layers": archive({"w3.npy": npy(np.ones((1, 1))), "b3.npy": npy(np.ones((1, 1)))}),
    "shapes that do not fit": archive({"w2.npy": npy(np.ones((2, 3))), "b2.npy": npy(np.ones((3, 1)))}),
    "NaN": archive({"w2.npy": npy(np.full((1, 1), np.nan)), "b2.npy": npy(np.ones((1, 1)))}),
    "a config that is no JSON": archive({"config.npy": npy(np.array("{"))}),
    "a config that is a list": archive({"config.npy": npy(np.array("[]"))}),
    "a config nested too deep": archive({"config.npy": npy(np.array("[" * 9000))}),
    "a huge config": archive(member((), bytes(2**20), f"<U{2**18}", "config")),
    "an unknown activation": archive(
        {
            "w2.npy": npy(np.ones((1, 1))),
            "b2.npy": npy(np.ones((1, 1))),
            "config.npy": npy(np.array('{"activation": ["x"]}')),
        }
    ),
    "an encrypted member": re.sub(rb"(PK\x01\x02....)\x00", b"\\g<1>\x01", GOOD, count=1, flags=re.DOTALL),
}


def packed_by_bzip2():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("w2.npy", npy(np.ones((2, 2))))
    return buffer.getvalue()


HOSTILE |= {
    "bzip2, which unpacks without a bound": packed_by_bzip2(),
    "an unknown version of .npy": archive({"w2.npy": npy(np.ones((1, 1))).replace(b"NUMPY\x01", b"NUMPY\x03")}),
    "a broken bit stream": bytes(byte ^ (0x55 if 60 < i < 90 else 0) for i, byte in enumerate(GOOD)),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_network_is_refused_in_words(raw, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadNetworkFile) as refusal:
        load(raw)
    assert len(str(refusal.value)) > 20
    assert not list(tmp_path.iterdir())


def test_the_bundled_network_states_how_it_came_to_be_and_how_good_it_is(mnist):
    from tests.paths import BOOK

    net, config = load_network(BOOK)
    assert TrainingConfig.from_dict(config) == TrainingConfig(seed=config["seed"])
    assert net.sizes == (784, 30, 10)
    assert net.evaluate(mnist.test) / 10_000 == pytest.approx(config["test_accuracy"], abs=0.001)
    assert config["test_accuracy"] > 0.945
