"""corpus: labelled articles -> one file of word pieces, features and frames that training reads.

usage: python corpus.py --data DATA --vocabulary VOCAB --out corpus.pkl [--labels polnear,wikinews]

The pieces and their features come from `quoth-lab pieces`, the shipped code: training never cuts text by itself.
A statement becomes a frame: its anchor (the first piece of its cue) and a BIO label for every piece of its source,
cue and content. Conventions that differ between the two label sets are made equal here (see `tidy`).
"""
import argparse, glob, json, os, pickle, re, subprocess
import numpy as np

LABELS = ["O", "B-cue", "I-cue", "B-source", "I-source", "B-content", "I-content"]
BEGIN = {"cue": 1, "source": 3, "content": 5}


def tidy(text, role, spans):
    """Spans without what only one scheme includes: an opening "that", blanks and punctuation at the ends outside quotation marks."""
    out = []
    for s, e in sorted(spans):
        if role == "content":
            m = re.compile(r"that\s+", re.I).match(text, s, e)
            if m and m.end() < e:
                s = m.end()
        bare = text[s:e].strip()
        ends = " \t\n\r\xa0,;:.–—-" if len(bare) > 1 else " \t\n\r\xa0"
        while s < e and text[s] in ends.replace(".", "").replace("-", ""):
            s += 1
        while e > s and text[e - 1] in ends and not (text[e - 1] == "." and role != "content"):
            e -= 1
        if s < e:
            out.append((s, e))
    return out


def frames(text, pieces, statements):
    """[(anchor, nested, {piece: label})] in text order; statements without a cue have no anchor and are counted by the caller."""
    starts, ends = pieces[:, 1], pieces[:, 2]
    out = []
    for st in statements:
        labels, anchor = {}, None
        for role in ("content", "source", "cue"):
            for s, e in tidy(text, role, st[role]):
                i, j = int(np.searchsorted(ends, s, "right")), int(np.searchsorted(starts, e, "left"))
                for k in range(i, j):
                    labels[k] = BEGIN[role] + (k > i)
                if role == "cue" and i < j and anchor is None:
                    anchor = i
        if anchor is not None and any(v >= 5 for v in labels.values()):
            out.append((anchor, st.get("parent") is not None, labels))
    return sorted(out, key=lambda f: f[0])


def articles(data, name):
    if name == "polnear":
        for line in open(os.path.join(data, "polnear/train.jsonl"), encoding="utf8"):
            d = json.loads(line)
            yield d["id"], d["text"], d["annotations"][0]["attributions"]
    elif name == "wikinews":
        texts = {}
        for line in open(os.path.join(data, "wikinews/articles.jsonl"), encoding="utf8"):
            d = json.loads(line)
            texts[d["id"]] = d["text"]
        for path in sorted(glob.glob(os.path.join(data, "wikinews/labels-train/*.gold.json"))):
            d = json.load(open(path, encoding="utf8"))
            yield d["key"], texts[d["key"]], d["statements"]
    else:
        raise SystemExit(f"corpus: unknown label set {name!r}; known: polnear, wikinews")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--vocabulary", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--labels", default="polnear,wikinews")
    p.add_argument("--quoth-lab", default="go run ../cmd/quoth-lab", help="how to run quoth-lab")
    a = p.parse_args()
    corpus = []
    for name in a.labels.split(","):
        items = list(articles(a.data, name))
        lines = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t, _ in items)
        out = subprocess.run([*a.quoth_lab.split(), "pieces", "-vocabulary", a.vocabulary], input=lines, capture_output=True, text=True, check=True)
        lost = total = 0
        for (key, text, statements), line in zip(items, out.stdout.splitlines()):
            pieces = np.array(json.loads(line)["pieces"], dtype=np.int32).reshape(-1, 6)
            fs = frames(text, pieces, statements)
            total += len(statements)
            lost += len(statements) - len(fs)
            corpus.append({"id": key, "set": name, "pieces": pieces, "frames": fs})
        print(f"{name}: {len(items)} articles, {total} statements, {lost} without cue or content left out")
    with open(a.out, "wb") as f:
        pickle.dump(corpus, f)
    print(f"{a.out}: {sum(len(d['pieces']) for d in corpus)} pieces")


if __name__ == "__main__":
    main()
