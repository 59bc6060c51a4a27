"""vectors: what words mean, as 64 numbers each -> internal/wordvec/words.bin.

usage: python vectors.py --base base --out ../internal/wordvec/words.bin

Each word of the encoder's vocabulary that is one piece is read alone by all-MiniLM-L6-v2 (base.py), as a sentence of one
word. The vectors, less their mean, are turned to their 64 main axes and scaled to length 127. Words stand in the order of
the vocabulary, which is about that of how frequent they are.

Little endian: magic "QWORDVEC"; uint32 numbers of words, of axes, of bytes of the words; the words, one a line; int8 rows.
"""
import argparse, os, re

import numpy as np
from safetensors.numpy import load_file

from base import write

AXES, LAYERS, HEADS = 64, 6, 12


def read_alone(weights, ids):
    """The encoder's vectors of [CLS] word [SEP], averaged: one row a word."""
    w = {name.removeprefix("bert."): t.astype(np.float32) for name, t in weights.items() if t.dtype != np.int64}

    def norm(x, name):
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * w[name + ".weight"] + w[name + ".bias"]

    def linear(x, name):
        return x @ w[name + ".weight"].T + w[name + ".bias"]

    cls, sep = 101, 102
    tokens = np.stack([np.full_like(ids, cls), ids, np.full_like(ids, sep)], axis=1)
    x = w["embeddings.word_embeddings.weight"][tokens] + w["embeddings.position_embeddings.weight"][:3] + w["embeddings.token_type_embeddings.weight"][0]
    x = norm(x, "embeddings.LayerNorm")
    n, t, width = x.shape
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        q, k, v = (linear(x, f"{at}attention.self.{part}").reshape(n, t, HEADS, width // HEADS).transpose(0, 2, 1, 3) for part in ("query", "key", "value"))
        scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(width // HEADS)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ v).transpose(0, 2, 1, 3).reshape(n, t, width)
        x = norm(x + linear(mixed, at + "attention.output.dense"), at + "attention.output.LayerNorm")
        inner = linear(x, at + "intermediate.dense")
        inner = 0.5 * inner * (1 + np.tanh(0.7978845608 * (inner + 0.044715 * inner**3)))
        x = norm(x + linear(inner, at + "output.dense"), at + "output.LayerNorm")
    x = x.mean(axis=1)
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--base", required=True, help="the folder that base.py wrote")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    with open(os.path.join(a.base, "vocab.txt"), encoding="utf-8") as f:
        words = [(i, line) for i, line in enumerate(f.read().split("\n")) if re.fullmatch("[a-z]{2,}", line)]
    weights = load_file(os.path.join(a.base, "model.safetensors"))
    ids = np.array([i for i, _ in words])
    x = np.concatenate([read_alone(weights, ids[at : at + 512]) for at in range(0, len(ids), 512)])
    x -= x.mean(axis=0)
    _, axes = np.linalg.eigh(x.T.astype(np.float64) @ x)  # the largest come last
    x = x @ axes[:, ::-1][:, :AXES]
    x *= 127 / np.linalg.norm(x, axis=1, keepdims=True)
    text = "\n".join(word for _, word in words).encode()
    sizes = b"".join(n.to_bytes(4, "little") for n in (len(words), AXES, len(text)))
    write(a.out, b"QWORDVEC" + sizes + text + np.rint(x).astype(np.int8).tobytes())
    print(f"{a.out}: {len(words)} words")


if __name__ == "__main__":
    main()
