"""The network's tensors under the names that the weights file gives them, and back."""
import numpy as np
import torch
from model import CONFIG

LENGTH = 256  # positions kept: pieces of a window with [CLS] and [SEP]

# Layers whose inputs are vectors side by side are one layer in the file.
SIDE_BY_SIDE = {"judge.in": ["judge_anchor", "judge_first", "judge_last"], "link.in": ["mention_first", "mention_last"]}


def tensors(state):
    out = {"embed.word": state["word.weight"], "embed.position": state["position.weight"][:LENGTH], "embed.norm.weight": state["norm.weight"], "embed.norm.bias": state["norm.bias"]}
    for k in ("shape", "lines", "quote"):
        out["embed." + k] = state[k + ".weight"]
    for k, v in state.items():
        if k.startswith("layers."):
            out["layer." + k.removeprefix("layers.")] = v
        elif k.startswith(("tags.", "anchors.", "names.")):
            out[k] = v
        elif k.startswith(("token.", "anchor_proj.", "cue.")) or k in ("bilinear", "distance", "tag_scale"):
            out["frame." + k] = v
    for there, here in SIDE_BY_SIDE.items():
        out[there + ".weight"], out[there + ".bias"] = torch.cat([state[k + ".weight"] for k in here], 1), state[here[0] + ".bias"]
    for there, here in (("judge.out", "judge"), ("link.none", "link_none")):
        out[there + ".weight"], out[there + ".bias"] = state[here + ".weight"], state[here + ".bias"]
    out["link.key.weight"], out["link.key.bias"], out["link.distance"] = state["link_key.weight"], torch.zeros(1), state["link_distance"]
    return {k: v.float().numpy() for k, v in out.items()}


def load(net, stored):
    """Puts a file's tensors, as rounded there, back into a network."""
    state = {}
    for k, v in stored.items():
        if k in ("embed.word.scale", "link.key.bias") or k.startswith("when."):
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
        elif (layer := k.rpartition(".")[0]) in SIDE_BY_SIDE:
            here = SIDE_BY_SIDE[layer]
            if k.endswith("bias"):
                k = here[0] + ".bias"
            else:
                state |= {name + ".weight": part for name, part in zip(here, v.chunk(len(here), 1))}
                continue
        else:
            k = k.replace("judge.out.", "judge.").replace("link.", "link_")
        if k == "position.weight":
            v = torch.nn.functional.pad(v, (0, 0, 0, CONFIG["positions"] - len(v)))
        state[k] = v
    net.load_state_dict(state)
