import csv
import io
import json
import re
import subprocess
import sys

import numpy as np
import pytest

from engine import TrainingConfig, TrainingRun, load_network
from engine.training.live import LiveRun
from engine.training.status import Change
from tests.paths import ROOT
from ui.train import export
from ui.train.mistakes import results

CONFIGS = [
    TrainingConfig(epochs=2),
    TrainingConfig(
        sizes=(784, 20, 10),
        epochs=1,
        mini_batch_size=64,
        cost="cross_entropy",
        eta=0.5,
        init="scaled",
        seed=3,
        lmbda=5.0,
    ),
    TrainingConfig(sizes=(784, 12, 11, 10), epochs=1, activation="tanh", init="scaled", eta=0.1, seed=1),
    TrainingConfig(sizes=(784, 10), epochs=1, activation="relu", init="scaled", eta=0.05),
    TrainingConfig(sizes=(784, 15, 10), epochs=1, cost="cross_entropy", eta=0.5, seed=2, variations=True),
]


@pytest.mark.parametrize("config", CONFIGS, ids=str)
def test_the_script_repeats_the_run(config, mnist, tmp_path):
    file = tmp_path / "run.py"
    file.write_text(export.script(config))
    command = [sys.executable, str(file), str(ROOT / "assets" / "mnist")]
    lines = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
    run = TrainingRun(config, mnist)
    right = [run.advance(epochs=1).network.evaluate(mnist.test) for _ in range(config.epochs)]
    theirs = [int(re.search(r": (\d+) of", line)[1]) for line in lines]
    assert theirs == right


def test_a_change_of_eta_between_epochs_is_repeated_and_another_is_not():
    code = export.script(TrainingConfig(), (Change(2.0, {"eta": 0.5}),))
    assert "{0: 3.0, 2: 0.5}" in code
    compile(code, "run.py", "exec")
    for change in (Change(1.5, {"eta": 0.5}), Change(2.0, {"sizes": [784, 10]})):
        with pytest.raises(ValueError, match="only changes of eta"):
            export.script(TrainingConfig(), (change,))


@pytest.fixture(scope="module")
def status(small):
    run = LiveRun(TrainingConfig(sizes=(6, 4, 3), epochs=2), small).start()
    run.join(20)
    return run.poll()


def test_a_run_is_written_as_json_and_csv(status):
    read = json.loads(export.run_json(status))
    assert TrainingConfig.from_dict(read["config"]) == status.config
    assert len(read["curve"]) == len(status.measurements.curve)
    assert np.array(read["epochs"][0]["confusion"]).sum() == 30
    rows = list(csv.DictReader(io.StringIO(export.curve_csv(status))))
    assert float(rows[-1]["epochs"]) == 2
    assert float(rows[-1]["validation_accuracy"]) == pytest.approx(status.measurements.curve[-1].validation_accuracy)


def test_a_network_comes_back_with_the_same_answers(status, small):
    raw = export.network_npz(status.snapshot.network, status.config, test_accuracy=0.5)
    net, config = load_network(io.BytesIO(raw))
    assert (net.feedforward(small.test.images) == status.snapshot.network.feedforward(small.test.images)).all()
    assert TrainingConfig.from_dict(config) == status.config


def test_results_count_what_the_network_answers(mnist):
    net = TrainingRun(TrainingConfig(), mnist).advance(mini_batches=500).network
    found = results(net, "quadratic", mnist.test)
    assert found.confusion.trace() == net.evaluate(mnist.test)
    worst = found.worst()[:5]
    assert (found.answers[worst] != mnist.test.labels[worst]).all()
    assert (np.diff(found.costs[worst]) <= 0).all()
    of = found.of(4, 9)[:100]
    assert len(of) == min(100, found.confusion[4, 9])
    assert (mnist.test.labels[of] == 4).all()
    x, y = mnist.test.images[:, worst[:1]], mnist.test.targets[:, worst[:1]]
    assert found.costs[worst[0]] == pytest.approx(0.5 * ((net.feedforward(x) - y) ** 2).sum(), rel=1e-4)
