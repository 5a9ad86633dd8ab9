import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.draw.drawings import MOST, BadCollection, LabelledDrawing, dataset, decode, encode

PIXELS = base64.b64encode(bytes(784)).decode()


def rows(*drawings, **about):
    return json.dumps({"format": "deltascope-drawings", "drawings": list(drawings)} | about).encode()


def test_what_is_downloaded_can_be_uploaded(mnist):
    kept = [LabelledDrawing.of(mnist.test.images[:, [i]], int(mnist.test.labels[i])) for i in range(3)]
    again = decode(encode(kept))
    assert [(each.pixels, each.label) for each in again] == [(each.pixels, each.label) for each in kept]
    assert again[0].x == pytest.approx(mnist.test.images[:, [0]], abs=1e-7)


def test_drawings_are_a_data_set():
    assert len(dataset([])) == 0
    one = dataset([LabelledDrawing(bytes([255]) * 784, 7)])
    assert one.images.shape == (784, 1)
    assert one.images.min() == 1
    assert one.targets[:, 0].argmax() == 7


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "format"),
        (b"\xff\xfe", "format"),
        (b"[" * 100_000, "format"),
        (b"1" * 100_000, "format"),
        (b"[]", "format"),
        (rows(format="other"), "format"),
        (rows(drawings={}), "format"),
        (rows(*[0] * (MOST + 1)), "many"),
        (rows(0), "row"),
        (rows({"label": 10, "pixels": PIXELS}), "row"),
        (rows({"label": True, "pixels": PIXELS}), "row"),
        (rows({"label": 1.0, "pixels": PIXELS}), "row"),
        (rows({"label": 1, "pixels": "é"}), "row"),
        (rows({"label": 1, "pixels": PIXELS[:-4]}), "row"),
        (rows({"label": 1, "pixels": None}), "row"),
        (bytes(2**21), "heavy"),
    ],
)
def test_any_other_file_is_refused_with_a_reason(raw, reason):
    with pytest.raises(BadCollection) as refused:
        decode(raw)
    assert refused.value.reason == reason


@given(st.binary(max_size=500))
def test_no_bytes_break_it(raw):
    with pytest.raises(BadCollection):
        decode(raw)
