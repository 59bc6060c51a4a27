"""The weights file of quoth: write(...) and read(...), numpy only.

Little endian: magic "QUOTHWT\\x02"; uint32 length of the header; the header as
JSON; zeros up to a multiple of 64; then every tensor at a multiple of 64.
docs/format.md names the tensors; internal/encoder/weights.go reads it.
"""

import hashlib
import json
import os

import numpy as np

MAGIC = b"QUOTHWT\x02"
VERSION = 2
ALIGN = 64
TYPES = {"f16": np.dtype("<f2"), "f32": np.dtype("<f4"), "i8": np.dtype("i1"), "u8": np.dtype("u1")}
# Small or sensitive enough to stay f32; every other float becomes f16.
F32 = ("bias", "norm.weight", "norm1.weight", "norm2.weight", "frame.tag_scale", "embed.word.scale")


def quantise_rows(table):
    """A float table as int8 and one scale a row: {"embed.word", "embed.word.scale"}."""
    table = np.asarray(table, np.float32)
    scale = np.maximum(np.abs(table).max(axis=1) / 127, 1e-12).astype(np.float32)
    return np.clip(np.rint(table / scale[:, None]), -127, 127).astype(np.int8), scale


def stored(name, array):
    """The array as it stands in the file, and its type's name."""
    array = np.asarray(array)
    if array.dtype in (np.int8, np.uint8):
        kind = "i8" if array.dtype == np.int8 else "u8"
    elif name.endswith(F32):
        kind = "f32"
    else:
        kind = "f16"
        if not np.abs(array).max(initial=0) <= 65504:
            raise ValueError(f"{name}: a value is too large for 16 bits, or is no number")
    return np.ascontiguousarray(array, TYPES[kind]), kind


def write(path, config, tensors, vocab, name, calibration, language="en"):
    """Writes the file. A float "embed.word" is quantised here."""
    tensors = dict(tensors)
    if "embed.word.scale" not in tensors:
        tensors["embed.word"], tensors["embed.word.scale"] = quantise_rows(tensors["embed.word"])
    tensors["vocab"] = np.frombuffer("\n".join(vocab).encode(), np.uint8)
    data, entries = bytearray(), []
    for key, array in tensors.items():
        array, kind = stored(key, array)
        data += bytes(-len(data) % ALIGN)
        entries.append({"name": key, "dtype": kind, "shape": list(array.shape), "offset": len(data), "bytes": array.nbytes})
        data += array.tobytes()
    header = {
        "version": VERSION, "name": name, "language": language, "config": config,
        "calibration": {k: float(v) for k, v in calibration.items()},
        "tensors": entries, "sha256": hashlib.sha256(data).hexdigest(),
    }
    text = json.dumps(header, ensure_ascii=False).encode()
    head = MAGIC + len(text).to_bytes(4, "little") + text
    with open(f"{path}.part", "wb") as f:
        f.write(head + bytes(-len(head) % ALIGN))
        f.write(data)
    os.replace(f"{path}.part", path)


def read(path):
    """(header, tensors, vocab); tensors as they were stored, not widened."""
    with open(path, "rb") as f:
        raw = f.read()
    if raw[: len(MAGIC)] != MAGIC:
        raise ValueError(f"{path}: not a weights file of version {VERSION}")
    start = len(MAGIC) + 4
    length = int.from_bytes(raw[start - 4 : start], "little")
    header = json.loads(raw[start : start + length])
    data = raw[(start + length + ALIGN - 1) // ALIGN * ALIGN :]
    if hashlib.sha256(data).hexdigest() != header["sha256"]:
        raise ValueError(f"{path}: damaged: the data's checksum is not the header's")
    tensors = {}
    for t in header["tensors"]:
        kind = TYPES[t["dtype"]]
        tensors[t["name"]] = np.frombuffer(data, kind, t["bytes"] // kind.itemsize, t["offset"]).reshape(t["shape"])
    vocab = tensors.pop("vocab").tobytes().decode().split("\n")
    return header, tensors, vocab
