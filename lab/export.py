"""export: a checkpoint -> one weights file, and scores of a short text for the parity test.

usage: python export.py --net RUN/epoch8.pt --vocabulary VOCAB --name quoth-en-1 --out ../models/en/weights.quoth [--golden ../internal/encoder/testdata/golden.json]

Several --net are averaged, weight by weight: the last epochs of one run.
"""
import argparse, json, os
import numpy as np
import torch
import pieces as quoth
import weights
from corpus import KINDS, LABELS, MODES, NAMES, POLARITIES
from model import CONFIG, Network
from tensors import load, tensors
from train import BODY, LENGTH
from when import FEATURES, RANK


def when(state, hidden):
    """The head that lab/when.py trains, or one that finds no dates."""
    if state is None:
        state = {f"{k}.{part}": torch.zeros(shape) for k, shapes in {
            "anchor": ((RANK, hidden), (RANK,)), "date": ((RANK, hidden), (RANK,)), "features": ((RANK, FEATURES), (RANK,)), "out": ((1, RANK), (1,)),
        }.items() for part, shape in zip(("weight", "bias"), shapes)} | {"out.bias": torch.full((1,), -30.)}
    return {"when." + k: v.float().numpy() for k, v in state.items()}


def golden(net, vocabulary, quoth_lab, texts):
    """What the network says of a few windows, for Go to be held to."""
    windows = []
    net.eval()
    r = lambda t: np.round(t.numpy().astype(float), 4).tolist()
    for rows in quoth.cut(quoth_lab, vocabulary, texts):
        p = [[quoth.CLS, 0, 0, 0]] + [[int(row[0]), *map(int, row[3:6])] for row in rows[:BODY]] + [[quoth.SEP, 0, 0, 0]]
        x = torch.tensor(p).T[:, None]
        mentions = [[2, 2], [4, 6], [len(p) // 2, len(p) // 2 + 1], [len(p) - 4, len(p) - 2]]
        with torch.no_grad():
            h = net.encode(*x, None)
            tags, anchors = net.tags(h), net.anchors(h)
            at = anchors.amax(2).topk(4, 1).indices
            frames = net.frames(h, tags, at)
            sources = torch.tensor([[m if i else [0, 0] for i, m in enumerate(mentions)]])
            says = [s.softmax(2) for s in net.judgements(h, at, sources).split([len(MODES), len(POLARITIES), len(KINDS)], 2)]
            links = net.links(h, *torch.tensor(mentions).T[:, None])
        windows.append({"inputs": p, "tags": r(tags[0]), "anchors": r(anchors[0]),
                        "frames": [{"anchor": int(a), "scores": r(f)} for a, f in zip(at[0], frames[0])],
                        "names": r(net.names(h)[0].detach()), "mentions": mentions, "links": r(links[0]),
                        "judgements": [{"anchor": int(a), "source": m if i else [], "probabilities": [r(s[0, i]) for s in says]} for i, (a, m) in enumerate(zip(at[0], mentions))]})
    return {"windows": windows}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--net", required=True, nargs="+")
    p.add_argument("--vocabulary", required=True)
    p.add_argument("--name", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--when", help="the head for dates of speaking, from when.py")
    p.add_argument("--golden", help="also write this file for the parity test")
    p.add_argument("--quoth-lab", default=quoth.COMMAND, help="how to run quoth-lab")
    a = p.parse_args()
    states = [torch.load(n, map_location="cpu") for n in a.net]
    state = {k: sum(s[k].float() for s in states) / len(states) for k in states[0]}
    vocab = open(a.vocabulary, encoding="utf8").read().rstrip("\n").split("\n")
    lists = {"labels": LABELS, "modes": MODES, "polarities": POLARITIES, "kinds": KINDS, "names": NAMES}
    dates = torch.load(a.when) if a.when else None
    config = {k: v for k, v in CONFIG.items() if k not in ("vocabulary", "judgements")} | {"positions": LENGTH, "when_rank": len(dates["anchor.bias"]) if dates else RANK, "when_features": FEATURES} | lists
    head = when(dates, CONFIG["hidden"])
    weights.write(a.out, config, tensors(state) | head, vocab, a.name, {})
    print(f"{a.out}: {os.path.getsize(a.out) / 1e6:.1f} MB")
    if a.golden:
        net = Network()
        load(net, weights.read(a.out)[1])
        here = os.path.dirname(os.path.abspath(__file__))
        texts = open(os.path.join(here, "golden.txt"), encoding="utf8").read().split("\n%\n")
        with open(a.golden, "w") as f:
            json.dump(golden(net, a.vocabulary, a.quoth_lab, texts), f, separators=(",", ":"))


if __name__ == "__main__":
    main()
