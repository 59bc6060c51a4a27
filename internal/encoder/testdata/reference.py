"""The network once more, in PyTorch: writes tiny.quoth, random weights of a
small net, and tiny.json, what PyTorch makes of it, for the tests beside it.

    python internal/encoder/testdata/reference.py          # from the root
    … reference.py time [models/en/weights.quoth]          # pieces a second
"""

import json
import math
import pathlib
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2] / "lab"))
import weights  # noqa: E402

LABELS = ["O", "B-cue", "I-cue", "B-source", "I-source", "B-content", "I-content"]
TINY = dict(layers=2, hidden=64, heads=2, ffn=128, positions=256, shapes=10, lines=4, quotes=7, rank=32, judge_rank=16, link_rank=16, when_rank=16, when_features=5, labels=LABELS,
            modes=["said", "thought"], polarities=["asserted", "denied"], kinds=["person", "none"], names=["O", "B-person", "I-person"])
FULL = TINY | dict(layers=6, hidden=384, heads=12, ffn=1536, rank=192, judge_rank=128, link_rank=128, when_rank=32, when_features=30)


def random_tensors(c, pieces):
    g = np.random.default_rng(1)
    h, f, r, k = c["hidden"], c["ffn"], c["rank"], len(c["labels"])
    t = {}

    def put(name, *shape, scale=None):
        scale = 1.5 / math.sqrt(shape[-1]) if scale is None else scale
        t[name] = g.normal(0, scale, shape).astype(np.float32)

    def linear(name, n, m):
        put(f"{name}.weight", n, m)
        put(f"{name}.bias", n, scale=0.3)

    def norm(name):
        t[f"{name}.weight"] = g.normal(1, 0.2, h).astype(np.float32)
        put(f"{name}.bias", h, scale=0.2)

    put("embed.word", pieces, h, scale=0.5)
    for name, n in (("position", c["positions"]), ("shape", c["shapes"]), ("lines", c["lines"]), ("quote", c["quotes"])):
        put(f"embed.{name}", n, h, scale=0.4)
    norm("embed.norm")
    for i in range(c["layers"]):
        for name in ("query", "key", "value", "out"):
            linear(f"layer.{i}.{name}", h, h)
        linear(f"layer.{i}.up", f, h)
        linear(f"layer.{i}.down", h, f)
        norm(f"layer.{i}.norm1")
        norm(f"layer.{i}.norm2")
    linear("tags", k, h)
    linear("anchors", 2, h)
    linear("frame.token", r, h)
    linear("frame.anchor_proj", r, h)
    put("frame.bilinear", k, r, r, scale=1 / r)
    linear("frame.cue", k, r)
    put("frame.distance", 63, k, scale=1)
    linear("judge.in", c["judge_rank"], 3 * h)
    linear("judge.out", len(c["modes"] + c["polarities"] + c["kinds"]), c["judge_rank"])
    linear("names", len(c["names"]), h)
    linear("link.in", 2 * c["link_rank"], 2 * h)
    linear("link.none", 1, c["link_rank"])
    linear("link.key", 1, c["link_rank"])
    for name, n in (("anchor", h), ("date", h), ("features", c["when_features"])):
        linear(f"when.{name}", c["when_rank"], n)
    linear("when.out", 1, c["when_rank"])
    put("link.distance", 63, scale=1)
    t["frame.tag_scale"] = np.array([0.7], np.float32)
    return t


class Reference:
    """Follows the description in docs/format.md, one window at a time."""

    def __init__(self, header, tensors):
        self.c = header["config"]
        self.t = {k: torch.from_numpy(np.array(v)) for k, v in tensors.items()}
        self.t = {k: v if v.dtype == torch.int8 else v.float() for k, v in self.t.items()}
        self.t["embed.word"] = self.t["embed.word"].float() * self.t["embed.word.scale"][:, None]

    def linear(self, name, x):
        return F.linear(x, self.t[f"{name}.weight"], self.t[f"{name}.bias"])

    def norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:], self.t[f"{name}.weight"], self.t[f"{name}.bias"], 1e-12)

    def encode(self, window):
        ids, shape, lines, quote = torch.tensor(window).T
        t, heads = self.t, self.c["heads"]
        x = t["embed.word"][ids] + t["embed.position"][: len(window)]
        x = x + t["embed.shape"][shape] + t["embed.lines"][lines] + t["embed.quote"][quote]
        x = self.norm("embed.norm", x)
        for i in range(self.c["layers"]):
            q, k, v = (
                self.linear(f"layer.{i}.{name}", x).view(len(window), heads, -1).transpose(0, 1)
                for name in ("query", "key", "value")
            )
            a = torch.softmax(q @ k.transpose(1, 2) / math.sqrt(q.shape[-1]), -1) @ v
            a = a.transpose(0, 1).reshape(len(window), -1)
            x = self.norm(f"layer.{i}.norm1", x + self.linear(f"layer.{i}.out", a))
            up = F.gelu(self.linear(f"layer.{i}.up", x))
            x = self.norm(f"layer.{i}.norm2", x + self.linear(f"layer.{i}.down", up))
        return x, self.linear("tags", x), self.linear("anchors", x)

    def frame(self, x, tags, anchor):
        t = torch.relu(self.linear("frame.token", x))
        c = torch.relu(self.linear("frame.anchor_proj", x[anchor]))
        score = torch.einsum("jr,krs,s->jk", t, self.t["frame.bilinear"], c)
        places = torch.tensor([bucket(j - anchor) for j in range(len(x))])
        return score + self.t["frame.tag_scale"] * tags + self.linear("frame.cue", c) + self.t["frame.distance"][places]

    def judge(self, x, anchor, source):
        ends = [x[i] for i in source] if source else [torch.zeros_like(x[0])] * 2
        v = self.linear("judge.out", torch.relu(self.linear("judge.in", torch.cat([x[anchor], *ends]))))
        return [torch.softmax(part, 0) for part in v.split([len(self.c[k]) for k in ("modes", "polarities", "kinds")])]

    def links(self, x, mentions):
        v = torch.relu(self.linear("link.in", torch.stack([torch.cat([x[i], x[j]]) for i, j in mentions])))
        asks, answers = v.chunk(2, 1)
        away = torch.tensor([[bucket(b[0] - a[0]) for b in mentions] for a in mentions])
        same = asks @ answers.T / math.sqrt(asks.shape[1]) + self.linear("link.key", answers).T + self.t["link.distance"][away]
        return torch.cat([self.linear("link.none", asks), same], 1)

    def when(self, x, anchor, date, features):
        v = self.linear("when.anchor", x[anchor]) + self.linear("when.date", x[date]) + self.linear("when.features", torch.tensor(features))
        return self.linear("when.out", torch.relu(v))


def bucket(d):
    m = abs(d)
    b = m if m < 16 else 15 + sum(m >= math.ceil(16 * 2 ** (i / 4)) for i in range(16))
    return 31 + (b if d > 0 else -b)


def tiny():
    vocab = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + [chr(c) for c in range(97, 123)] + [f"##{chr(c)}" for c in range(97, 123)]
    path = HERE / "tiny.quoth"
    weights.write(path, TINY, random_tensors(TINY, len(vocab)), vocab, "tiny", {"anchor": 0.5})
    header, tensors, vocab = weights.read(path)
    net, g, windows = Reference(header, tensors), np.random.default_rng(2), []
    rounded = lambda x: [[round(float(v), 4) for v in row] for row in x]
    for length in (2, 17, 31, 250):
        high = [len(vocab), TINY["shapes"], TINY["lines"], TINY["quotes"]]
        inputs = g.integers(0, high, (length, 4)).tolist()
        x, tags, anchors = net.encode(inputs)
        frames = [{"anchor": a, "scores": rounded(net.frame(x, tags, a))} for a in sorted({0, length // 2})]
        judgements = [{"anchor": a, "source": source, "probabilities": rounded(net.judge(x, a, source))} for a, source in ((0, []), (1, [0, length // 2]))]
        mentions = [[0, 0], [length // 2, length - 1], [1, length // 2]]
        features = g.integers(0, 2, TINY["when_features"]).tolist()
        when = {"anchor": 1, "date": length // 2, "features": features, "score": round(float(net.when(x, 1, length // 2, [float(f) for f in features])), 4)}
        windows.append({"when": when, "inputs": inputs, "tags": rounded(tags), "anchors": rounded(anchors), "frames": frames, "names": rounded(net.linear("names", x)),
                        "judgements": judgements, "mentions": mentions, "links": rounded(net.links(x, mentions))})
    (HERE / "tiny.json").write_text(json.dumps({"windows": windows}, separators=(",", ":")) + "\n")


def speed(path):
    torch.set_num_threads(1)
    if path:
        header, tensors, _ = weights.read(path)
        net = Reference(header, tensors)
    else:
        tensors = random_tensors(FULL, 1000)
        tensors["embed.word"], tensors["embed.word.scale"] = weights.quantise_rows(tensors["embed.word"])
        net = Reference({"config": FULL}, tensors)
    window = np.random.default_rng(3).integers(0, [1000, 10, 4, 7], (256, 4)).tolist()
    times = []
    for _ in range(20):
        begin = time.perf_counter()
        net.encode(window)
        times.append(time.perf_counter() - begin)
    print(f"{256 / min(times):.0f} pieces a second on one core, PyTorch {torch.__version__}, f32")


with torch.inference_mode():
    if sys.argv[1:2] == ["time"]:
        speed(sys.argv[2] if len(sys.argv) > 2 else None)
    else:
        tiny()
