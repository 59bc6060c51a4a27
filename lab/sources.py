"""The label sets that training reads, each as articles in one form.

An article is {"id", "text"} with any of
- "statements": source, cue, content (lists of [start, end]), parent, and where somebody judged them mode, polarity, speaker;
- "nested": whether statements inside others' contents were labelled too;
- "names": [(start, end, kind)], every name in the text;
- "mentions": [(start, end, entity)], every mention of every entity.
"""
import glob, json, os, re

HERE = os.path.dirname(os.path.abspath(__file__))


def polnear(data):
    """PolNeAR, first annotator, with our labels (labels/polnear.jsonl) where there are any."""
    ours = {}
    for line in open(os.path.join(HERE, "labels/polnear.jsonl"), encoding="utf8"):
        d = json.loads(line)
        ours[d["id"]] = d
    for line in open(os.path.join(data, "polnear/train.jsonl"), encoding="utf8"):
        d = json.loads(line)
        text, statements = d["text"], d["annotations"][0]["attributions"]
        label = ours.get(d["id"])
        yield {"id": d["id"], "text": text, "nested": label is not None, "statements": judged(text, statements, label) if label else statements}


def judged(text, statements, label):
    """The statements with what our labels say of them, and those inside their contents."""
    def judgement(l):
        return {"mode": l["mode"], "polarity": l["polarity"], "speaker": {"name": text[slice(*l["name"])] if l["name"] else None, "kind": l["kind"]}}
    out = [dict(s) for s in statements]
    for l in label["of"]:
        out[l["i"]] |= judgement(l)
    for l in label["nested"]:
        out.append({r: l[r] for r in ("source", "cue", "content")} | {"parent": l["parent"]} | judgement(l))
    return out


def wikinews(data):
    texts = {}
    for line in open(os.path.join(data, "wikinews/articles.jsonl"), encoding="utf8"):
        d = json.loads(line)
        texts[d["id"]] = d["text"]
    for path in sorted(glob.glob(os.path.join(data, "wikinews/labels-train/*.gold.json"))):
        d = json.load(open(path, encoding="utf8"))
        yield {"id": d["key"], "text": texts[d["key"]], "nested": True, "statements": d["statements"]}


def gum(data):
    """GUM: every mention, with its entity; text as it was before it was cut into tokens."""
    for path in sorted(glob.glob(os.path.join(data, "gum/dep/*.conllu"))):
        text, mentions, open_ = "", [], {}
        for line in open(path, encoding="utf8"):
            if line.startswith("# newpar"):
                text = text.rstrip() + "\n" if text else ""
            f = line.rstrip("\n").split("\t")
            if len(f) != 10 or not f[0].isdigit():
                continue
            start, end = len(text), len(text) + len(f[1])
            text += f[1] + ("" if "SpaceAfter=No" in f[9] else " ")
            found = re.search(r"(?:^|\|)Entity=([^|]*)", f[9])
            for part in re.findall(r"\([^()]+\)?|[^()]+\)", found[1]) if found else ():
                entity = re.match(r"\(?([^-()]+)", part)[1]
                if part[0] == "(":
                    open_.setdefault(entity, []).append(start)
                if part[-1] == ")" and open_.get(entity):
                    mentions.append((open_[entity].pop(), end, entity.split("[")[0]))
        yield {"id": os.path.basename(path), "text": text, "mentions": mentions}


KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other", "person": "person", "politician": "person",
         "organisation": "organisation", "politicalparty": "organisation", "country": "place", "location": "place",
         "event": "other", "election": "other", "misc": "other"}


def names(data):
    """wikigold (inside tags only) and the politics part of CrossNER, forty sentences an article."""
    for path in ["wikigold/wikigold.conll.txt", *(f"crossner-politics/{p}.txt" for p in ("train", "dev", "test"))]:
        sentences = [s.split("\n") for s in open(os.path.join(data, "entities", path), encoding="utf8").read().split("\n\n") if s.strip()]
        for i in range(0, len(sentences), 40):
            text, spans = "", []
            for sentence in sentences[i:i + 40]:
                last = "O"
                for word, tag in (line.split() for line in sentence if len(line.split()) == 2):
                    tight = not text or text[-1] in "\n([$" or word[0] in ",.;:!?)]%" or word in ("'s", "n't", "'", "’s")
                    start = len(text) + (not tight)
                    text += ("" if tight else " ") + word
                    if tag != "O":
                        if last[1:] == tag[1:] and tag[0] == "I":
                            spans[-1][1] = len(text)
                        else:
                            spans.append([start, len(text), KINDS[tag[2:]]])
                    last = tag
                text += "\n"
            yield {"id": f"{path}:{i}", "text": text, "names": [tuple(s) for s in spans]}


SETS = {"polnear": polnear, "wikinews": wikinews, "gum": gum, "names": names}
