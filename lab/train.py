"""train: fine-tunes the encoder with its heads.

usage: python train.py --corpus corpus.pkl --base model.safetensors --out RUN [--epochs 8]
       python train.py --corpus corpus.pkl --start RUN1/epoch6.pt RUN1/epoch7.pt RUN1/epoch8.pt --out RUN2 --epochs 4 --rate 7e-5
       python train.py --corpus corpus.pkl --start ../models/en/weights.quoth --out RUN3 --epochs 4 --rate 1e-4

With --start it goes on from checkpoints (their mean), which may lack heads, or from a weights file.

Runs on a GPU where there is one, else on the CPU. Every epoch is saved to RUN/last.pt; the same command goes on from
there. RUN/log.txt has the losses and an estimate of the time left. `--cores 0,1` pins it.
"""
import argparse, os, pickle, time
import numpy as np
import torch
import torch.nn.functional as F
import weights
from corpus import IF_NEAR, KINDS, MODES, NO, POLARITIES, UNKNOWN
from model import Network
from pieces import CLS, MASK, NAMES, NAME_SLOTS, SEP
from tensors import LENGTH, load

BODY = LENGTH - 2
GOLD, SLOTS = 24, 32  # gold frames of a window kept; anchors scored (gold ones, then the likeliest others)
MENTIONS = 72  # mentions of a window kept


def cover(n, rng):
    """Starts of windows that cover n pieces, at a new random phase every time, none with padding if it can be helped."""
    if n <= BODY:
        return [0]
    first = -int(rng.integers(0, BODY // 2))
    return sorted({min(max(s, 0), n - BODY) for s in range(first, n, BODY)})


def window(doc, start, rng, mask_rate):
    p = doc["pieces"][start:start + BODY]
    n = len(p) + 2
    x = np.zeros((4, LENGTH), np.int64)
    x[0, 0], x[0, n - 1] = CLS, SEP
    x[0, 1:n - 1] = p[:, 0]
    name = (x[0] >= NAMES) & (x[0] < NAMES + NAME_SLOTS)
    x[0, name] = NAMES + rng.permutation(NAME_SLOTS)[x[0, name] - NAMES]  # which name is which says nothing
    x[1:, 1:n - 1] = p[:, 3:6].T
    if mask_rate:
        hit = rng.random(len(p)) < mask_rate
        x[0, 1:n - 1][hit] = MASK
    stated = doc["statements"]  # whether anybody looked for statements
    tags = np.zeros(LENGTH, np.int64)
    gold = np.zeros((GOLD, LENGTH), np.int64)
    slot = np.full(LENGTH, -1, np.int64)  # anchor position -> row of gold
    anchors = np.zeros((LENGTH, 2), np.float32)
    open_ = np.ones(LENGTH, np.float32)  # 0 where nobody labelled nested statements
    judged = np.full((GOLD, 3), UNKNOWN, np.int64)
    place = np.zeros((GOLD, 3), np.int64)  # anchor, first and last piece of the source
    g = 0
    for f in doc["frames"]:
        anchor, nested, labels = f["anchor"], f["nested"], f["labels"]
        row = np.zeros(LENGTH, np.int64)
        for k, v in labels.items():
            if start <= k < start + len(p):
                if v % 2 == 0 and k == start:
                    v -= 1  # its beginning lies before the window
                row[k - start + 1] = v
        if not nested:
            tags = np.where(row > 0, row, tags)
        if not doc["nested"]:
            open_[row >= 5] = 0
        if start <= anchor < start + len(p) and g < GOLD and slot[anchor - start + 1] < 0:
            at = anchor - start + 1
            gold[g], slot[at] = row, g
            anchors[at, int(nested)] = 1
            place[g, 0] = at
            judged[g] = f["judged"]
            if f["source"]:
                i, j = (k - start + 1 for k in f["source"])
                if i >= 1 and j < n - 1:
                    place[g, 1:] = i, j
                else:
                    judged[g, 2] = UNKNOWN
            g += 1
    if not doc["nested"]:
        open_[anchors[:, 0] > 0] = 1
    names = np.full(LENGTH, UNKNOWN, np.int64)
    if doc["names"] is not None:
        names[1:n - 1] = doc["names"][start:start + len(p)]
        if names[1] > 0 and names[1] % 2 == 0:
            names[1] -= 1
    mentions = np.zeros((4, MENTIONS), np.int64)  # first, last, entity, asked
    mentions[2] = UNKNOWN
    inside = [(i - start + 1, j - start + 1, e, q) for i, j, e, q in doc["mentions"] if start <= i and j < start + len(p)]
    for k, m in enumerate(inside[:MENTIONS]):
        mentions[:, k] = m
    real = np.zeros(LENGTH, np.float32)
    real[1:n - 1] = 1
    seen = real * stated
    keys = np.zeros(LENGTH, bool)
    keys[:n] = True
    return x, tags, gold, slot, anchors, open_, seen, keys, place, judged, names, mentions


def batches(corpus, size, seed, epoch, repeat, mask_rate):
    rng = np.random.default_rng([seed, epoch])
    items = [(i, s) for i, d in enumerate(corpus) for _ in range(repeat.get(d["set"], 1)) for s in cover(len(d["pieces"]), rng)]
    rng.shuffle(items)
    for i in range(0, len(items) - size + 1, size):
        yield [torch.from_numpy(np.stack(a)) for a in zip(*(window(corpus[d], s, rng, mask_rate) for d, s in items[i:i + size]))]


def loss_of(net, x, tags, gold, slot, anchors, open_, real, keys, place, judged, names, mentions):
    """Losses of tags, frames, anchors, judgements, names and links."""
    h = net.encode(x[:, 0], x[:, 1], x[:, 2], x[:, 3], keys[:, None, None, :])
    n = real.sum().clamp(min=1)
    tag_scores = net.tags(h)
    anchor_scores = net.anchors(h)
    want = anchor_scores.detach().float().amax(2) + 1e4 * (slot >= 0) - 1e4 * (1 - real)
    at = want.topk(SLOTS, 1).indices
    row = torch.gather(slot, 1, at)
    target = torch.gather(gold, 1, row.clamp(min=0)[:, :, None].expand(-1, -1, LENGTH)) * (row >= 0)[:, :, None]
    usable = (torch.gather(open_, 1, at) > 0) | (row >= 0)
    scores = net.frames(h, tag_scores, at).float()
    weight = usable[:, :, None] * real[:, None, :]
    l_frame = (F.cross_entropy(scores.flatten(0, 2), target.flatten(), reduction="none") * weight.flatten()).sum() / n
    l_tag = (F.cross_entropy(tag_scores.float().flatten(0, 1), tags.flatten(), reduction="none") * real.flatten()).sum() / n
    bce = F.binary_cross_entropy_with_logits(anchor_scores.float(), anchors, reduction="none")
    l_anchor = (bce[:, :, 0] * real).sum() / n + (bce[:, :, 1] * real * open_).sum() / n
    says = net.judgements(h, place[:, :, 0], place[:, :, 1:]).float().split([len(MODES), len(POLARITIES), len(KINDS)], 2)
    l_judge = sum(known_cross_entropy(s.flatten(0, 1), judged[:, :, i].flatten()) for i, s in enumerate(says))
    l_name = known_cross_entropy(net.names(h).float().flatten(0, 1), names.flatten())
    return l_tag, l_frame, l_anchor, l_judge, l_name, link_loss(net.links(h, mentions[:, 0], mentions[:, 1]).float(), mentions)


def known_cross_entropy(scores, labels):
    """Mean over what is labelled; 0 where nothing is."""
    known = labels >= 0
    return (F.cross_entropy(scores, labels.clamp(min=0), reduction="none") * known).sum() / known.sum().clamp(min=1)


def link_loss(scores, mentions):
    """Each mention asked about should choose among those of its entity, or nobody where it stands alone."""
    first, last, entity, asked = mentions.unbind(1)
    there = entity >= 0
    apart = (last[:, :, None] < first[:, None, :]) | (first[:, :, None] > last[:, None, :])
    may = there[:, None, :] & apart
    right = may & (entity[:, :, None] == entity[:, None, :])
    alone = ~right.any(2, keepdim=True)
    scores = scores.masked_fill(~torch.cat([torch.ones_like(alone), may], 2), -1e4)
    chosen = scores.masked_fill(~torch.cat([alone, right], 2), -1e4)
    weight = (there & (asked != NO) & ~(alone[:, :, 0] & (asked == IF_NEAR))).float()
    return ((scores.logsumexp(2) - chosen.logsumexp(2)) * weight).sum() / weight.sum().clamp(min=1)


# As frequent in English news as names are, each one word piece.
SURNAMES = """smith johnson williams jones davis miller wilson moore taylor anderson thomas jackson martin lee thompson harris
clark lewis robinson walker allen wright scott torres nguyen adams nelson campbell mitchell roberts carter phillips evans turner
parker collins edwards stewart morris murphy cook rogers morgan peterson cooper reed bailey kelly howard kim cox ward richardson
watson brooks wood bennett hughes singh sanders patel myers ross foster""".split()


def name_slots(net, vocabulary):
    """The pieces that stand for names begin as surnames: people, and apart from each other."""
    number = {w: i for i, w in enumerate(open(vocabulary, encoding="utf8").read().split("\n"))}
    with torch.no_grad():
        for k, surname in enumerate(SURNAMES):
            net.word.weight[NAMES + k] = net.word.weight[number[surname]]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpus", required=True)
    p.add_argument("--base", help="the encoder to begin with, model.safetensors")
    p.add_argument("--start", nargs="+", help="or the checkpoints, or the weights file, to begin with")
    p.add_argument("--name-slots", metavar="VOCAB", help="the start does not know the pieces that stand for names: begin them as common surnames")
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--batch", type=int, default=16)
    p.add_argument("--rate", type=float, default=1.5e-4, help="learning rate of the encoder")
    p.add_argument("--head-rate", type=float, default=1e-3, help="learning rate of everything new")
    p.add_argument("--dropout", type=float, default=.1)
    p.add_argument("--mask", type=float, default=.03, help="share of pieces hidden from the network")
    p.add_argument("--repeat", default="wikinews=3,polnear+=2", help="how often a label set is read in an epoch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--cores", default="", help="such as 0 or 0,1")
    p.add_argument("--steps", type=int, default=0, help="stop after so many steps (to try things out)")
    a = p.parse_args()
    if a.cores:
        cores = {int(c) for c in a.cores.split(",")}
        os.sched_setaffinity(0, cores)
        torch.set_num_threads(len(cores))
    torch.manual_seed(a.seed)
    os.makedirs(a.out, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    halves = device == "cuda" or torch.backends.cpu.get_cpu_capability() != "AVX2"  # which emulates 16 bits, ten times slower
    corpus = pickle.load(open(a.corpus, "rb"))
    repeat = {k: int(v) for k, v in (r.split("=") for r in a.repeat.split(",") if r)}
    net = Network(dropout=a.dropout)
    new = set()
    if a.start and a.start[0].endswith(".quoth"):
        load(net, weights.read(a.start[0])[1])
    elif a.start:
        states = [torch.load(s, map_location="cpu") for s in a.start]
        new = set(net.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]}, strict=False).missing_keys)
    else:
        new = set(net.load_base(a.base))
    if a.name_slots:
        name_slots(net, a.name_slots)
    net.to(device)
    groups = [{"params": [v for k, v in net.named_parameters() if k not in new], "lr": a.rate, "base": a.rate},
              {"params": [v for k, v in net.named_parameters() if k in new], "lr": a.head_rate, "base": a.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=.01, fused=True)
    per_epoch = sum(1 for _ in batches(corpus, a.batch, a.seed, 0, repeat, 0))
    total, step, first = per_epoch * a.epochs, 0, 0
    last = os.path.join(a.out, "last.pt")
    if os.path.exists(last):
        state = torch.load(last, map_location=device)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        first = state["epoch"]
        step = first * per_epoch
        torch.set_rng_state(state["rng"].cpu())
    shares = [1, 1, 1, .1, .2, .2]  # of the losses, in their order
    compiled = torch.compile(lambda *b: loss_of(net, *b), dynamic=False)
    log = open(os.path.join(a.out, "log.txt"), "a", buffering=1)
    began, steps_done = time.time(), 0
    for epoch in range(first, a.epochs):
        sums, seen = np.zeros(6), 0
        net.train()
        for batch in batches(corpus, a.batch, a.seed, epoch + 1, repeat, a.mask):
            step += 1
            rise = min(1, step / 200)
            scale = rise * max(.02, 1 - max(0, step - 200) / max(1, total - 200))
            for g in optimiser.param_groups:
                g["lr"] = g["base"] * scale
            with torch.autocast(device, dtype=torch.bfloat16, enabled=halves):
                parts = compiled(*(b.to(device) for b in batch))
            sum(w * l for w, l in zip(shares, parts)).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            sums += [float(x) for x in parts]
            seen += 1
            steps_done += 1
            if steps_done == 3:
                began3 = time.time()
            if step % 20 == 0 and steps_done > 3:
                pace = (time.time() - began3) / (steps_done - 3)
                losses = "  ".join(f"{name} {s / seen:.4f}" for name, s in zip(("tag", "frame", "anchor", "judge", "name", "link"), sums))
                print(f"epoch {epoch + 1} step {step}/{total}  {losses}  {pace:.2f} s/step, {(total - step) * pace / 60:.0f} min left", file=log)
                sums, seen = sums * 0, 0
            if a.steps and steps_done >= a.steps:
                return
        torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch + 1, "rng": torch.get_rng_state(), "args": vars(a)}, last + ".part")
        os.replace(last + ".part", last)
        torch.save(net.state_dict(), os.path.join(a.out, f"epoch{epoch + 1}.pt"))
    print(f"done in {(time.time() - began) / 60:.0f} min", file=log)


if __name__ == "__main__":
    main()
