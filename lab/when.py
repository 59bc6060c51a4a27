"""when: which date in the text says when a statement was made -> a small head over the finished encoder.

usage: python when.py --data DATA --out when.pt [--quoth-lab "go run ../cmd/quoth-lab"]

Last in training, because it reads the vectors of the encoder as it ships: `quoth-lab dates` runs the program with the
weights just exported and gives for each labelled statement the dates that it might be of, the features that Go counts for
each, and the vectors of cue and date. A statement's score for no date is 0.
"""
import argparse, json, os, subprocess
import torch
import torch.nn as nn
import pieces as quoth

RANK, FEATURES = 32, 30


class When(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.anchor, self.date, self.features, self.out = nn.Linear(hidden, RANK), nn.Linear(hidden, RANK), nn.Linear(FEATURES, RANK), nn.Linear(RANK, 1)

    def forward(self, anchor, date, features, drop=0.):
        f = lambda x: nn.functional.dropout(x, drop, self.training)
        return self.out(f(torch.relu(self.anchor(f(anchor)) + self.date(f(date)) + self.features(features))))[:, 0]


def labelled(data):
    """(article in the contract's form, for each statement the label: a day, a span, or None)"""
    here = os.path.dirname(os.path.abspath(__file__))
    from sources import judged, wikinews
    published = {d["id"]: d["published"] for d in map(json.loads, open(os.path.join(data, "wikinews/articles.jsonl"), encoding="utf8"))}
    for a in wikinews(data):
        yield contract(a, published[a["id"]]), [s["when"] for s in a["statements"]]
    ours = {d["id"]: d for d in map(json.loads, open(os.path.join(here, "labels/polnear.jsonl"), encoding="utf8"))}
    for d in map(json.loads, open(os.path.join(data, "polnear/train.jsonl"), encoding="utf8")):
        label = ours.get(d["id"])
        if label and "when" in label:
            statements = d["annotations"][0]["attributions"]
            spans = {str(k): (s, e) for k, s, e in label["when"]}
            names = [str(i) for i in range(len(statements))] + [n["id"] for n in label["nested"]]
            a = {"id": d["id"], "text": d["text"], "statements": judged(d["text"], statements, label)}
            yield contract(a, d["published"]), [spans.get(n) for n in names]


def contract(a, published):
    text, out = a["text"], []
    part = lambda spans: {"text": "", "spans": sorted(spans)} if spans else None
    for i, s in enumerate(a["statements"]):
        sp = s.get("speaker") or {}
        out.append({"id": f"s{i + 1}", "form": "indirect", "source": part(s["source"]), "cue": part(s["cue"]), "content": part(s["content"]),
                    "speaker": {"id": sp.get("name") or sp.get("description") or f"?{i}", "kind": sp.get("kind") or "none"}})
    return {"id": a["id"], "text": text, "published": published, "statements": out}


def pairs(articles, labels, lines):
    """One group a statement: anchor and date vectors, features, and which candidates are right."""
    for article, label, line in zip(articles, labels, lines):
        d = json.loads(line)
        vectors = [torch.tensor(v) for v in d["dates"]]
        for want, s in zip(label, d["statements"]):
            if not s["candidates"]:
                continue
            right = []
            for c in s["candidates"]:
                right.append(want == c["day"] if isinstance(want, str) else bool(want) and c["span"][0] < want[1] and want[0] < c["span"][1])
            days = {c["day"] for c, r in zip(s["candidates"], right) if r}
            right = [c["day"] in days for c in s["candidates"]]
            yield (torch.tensor(s["anchor"]), torch.stack([vectors[c["expression"]] for c in s["candidates"]]),
                   torch.tensor([c["features"] for c in s["candidates"]], dtype=torch.float), torch.tensor(right), bool(want))


def loss_of(net, group, drop):
    anchor, dates, features, right, dated = group
    s = net(anchor.expand(len(dates), -1), dates, features, drop)
    s = torch.cat([torch.zeros(1), s])
    chosen = torch.cat([torch.tensor([not right.any()]), right])
    return s.logsumexp(0) - s[chosen].logsumexp(0), s.softmax(0), chosen


def trained(groups, a, seed):
    torch.manual_seed(seed)
    net = When(len(groups[0][0]))
    optimiser = torch.optim.AdamW(net.parameters(), a.rate, weight_decay=.05)
    for epoch in range(a.epochs):
        net.train()
        total = 0.
        order = torch.randperm(len(groups)).tolist()
        for g in optimiser.param_groups:
            g["lr"] = a.rate * (1 - epoch / a.epochs)
        for k in range(0, len(order), 16):
            loss = sum(loss_of(net, groups[i], a.drop)[0] for i in order[k:k + 16]) / 16
            loss.backward()
            optimiser.step()
            optimiser.zero_grad()
            total += float(loss.detach())
        print(f"head {seed} epoch {epoch + 1}: loss {total * 16 / len(groups):.4f}")
    return net.state_dict()


def joined(heads):
    """One head that scores as the mean of several does: a single one depends much on chance."""
    out = {k: torch.cat([h[k] for h in heads]) for k in heads[0] if not k.startswith("out.")}
    out["out.weight"] = torch.cat([h["out.weight"] for h in heads], 1) / len(heads)
    out["out.bias"] = sum(h["out.bias"] for h in heads) / len(heads)
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=20)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--drop", type=float, default=.5)
    p.add_argument("--heads", type=int, default=2, help="how many are trained and joined")
    p.add_argument("--repeat", type=int, default=2, help="how often Wikinews is read in an epoch")
    p.add_argument("--quoth-lab", default=quoth.COMMAND, help="how to run quoth-lab")
    a = p.parse_args()
    torch.set_num_threads(1)
    articles, labels = zip(*labelled(a.data))
    out = subprocess.run([*a.quoth_lab.split(), "dates"], input="".join(json.dumps(x) + "\n" for x in articles), capture_output=True, text=True, check=True)
    lines = out.stdout.splitlines()
    wiki = [isinstance(next(filter(None, l), ""), str) for l in labels]  # a day, not a span
    groups = [g for x in zip(articles, labels, lines, wiki) for g in list(pairs(*([v] for v in x[:3]))) * (a.repeat if x[3] else 1)]
    print(f"{len(articles)} articles, {len(groups)} statements with candidates, {sum(bool(g[3].any()) for g in groups)} of them dated by one")
    heads = [trained(groups, a, seed + 1) for seed in range(a.heads)]
    torch.save(joined(heads), a.out)


if __name__ == "__main__":
    main()
