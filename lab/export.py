"""export: a checkpoint -> one weights file, and scores of a short text for the parity test.

usage: python export.py --net RUN/epoch8.pt --vocabulary VOCAB --name quoth-en-1 --out ../models/en/weights.quoth [--golden ../internal/encoder/testdata/golden.json]

Several --net are averaged, weight by weight: the last epochs of one run.
"""
import argparse, json, os, subprocess
import numpy as np
import torch
import weights
from corpus import LABELS
from model import CONFIG, Network
from train import LENGTH


def tensors(state):
    out = {"embed.word": state["word.weight"], "embed.position": state["position.weight"][:LENGTH], "embed.norm.weight": state["norm.weight"], "embed.norm.bias": state["norm.bias"]}
    for k in ("shape", "lines", "quote"):
        out["embed." + k] = state[k + ".weight"]
    for k, v in state.items():
        if k.startswith("layers."):
            out["layer." + k.removeprefix("layers.")] = v
        elif k.startswith(("tags.", "anchors.")):
            out[k] = v
        elif k.startswith(("token.", "anchor_proj.", "cue.")) or k in ("bilinear", "distance", "tag_scale"):
            out["frame." + k] = v
    return {k: v.float().numpy() for k, v in out.items()}


def load(net, stored):
    """Puts a file's tensors, as rounded there, back into a network."""
    state = {}
    for k, v in stored.items():
        if k == "embed.word.scale":
            continue
        v = torch.tensor(np.asarray(v, np.float32))
        if k == "embed.word":
            v = v * torch.tensor(stored["embed.word.scale"])[:, None]
        if k.startswith("embed."):
            k = k.removeprefix("embed.")
            k = k if k.startswith("norm") else k + ".weight"
        elif k.startswith("layer."):
            k = "layers." + k.removeprefix("layer.")
        elif k.startswith("frame."):
            k = k.removeprefix("frame.")
        if k == "position.weight":
            v = torch.nn.functional.pad(v, (0, 0, 0, CONFIG["positions"] - len(v)))
        state[k] = v
    net.load_state_dict(state)


def golden(net, vocabulary, quoth_lab, texts):
    """What the network says of a few windows, for Go to be held to."""
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    out = subprocess.run([*quoth_lab.split(), "pieces", "-vocabulary", vocabulary], input=lines, capture_output=True, text=True, check=True)
    windows = []
    net.eval()
    for line in out.stdout.splitlines():
        p = [[101, 0, 0, 0]] + [[r[0], *r[3:6]] for r in json.loads(line)["pieces"][:254]] + [[102, 0, 0, 0]]
        x = torch.tensor(p).T[:, None]
        with torch.no_grad():
            h = net.encode(*x, None)
            tags, anchors = net.tags(h), net.anchors(h)
            at = anchors.amax(2).topk(4, 1).indices
            frames = net.frames(h, tags, at)
        r = lambda t: np.round(t.numpy().astype(float), 4).tolist()
        windows.append({"inputs": p, "tags": r(tags[0]), "anchors": r(anchors[0]),
                        "frames": [{"anchor": int(a), "scores": r(f)} for a, f in zip(at[0], frames[0])]})
    return {"windows": windows}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--net", required=True, nargs="+")
    p.add_argument("--vocabulary", required=True)
    p.add_argument("--name", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--golden", help="also write this file for the parity test")
    p.add_argument("--quoth-lab", default="go run ../cmd/quoth-lab", help="how to run quoth-lab")
    a = p.parse_args()
    states = [torch.load(n, map_location="cpu") for n in a.net]
    state = {k: sum(s[k].float() for s in states) / len(states) for k in states[0]}
    vocab = open(a.vocabulary, encoding="utf8").read().rstrip("\n").split("\n")
    config = {k: v for k, v in CONFIG.items() if k != "vocabulary"} | {"positions": LENGTH, "labels": LABELS}
    weights.write(a.out, config, tensors(state), vocab, a.name, {})
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
