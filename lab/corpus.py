"""corpus: labelled articles -> one file of word pieces, features and targets that training reads.

usage: python corpus.py --data DATA --vocabulary VOCAB --out corpus.pkl [--labels polnear,wikinews,gum,names]

The pieces and their features come from `quoth-lab pieces`, the shipped code: training never cuts text by itself.
A statement becomes a frame: its anchor (the first piece of its cue), a BIO label for every piece of its source, cue and
content, and what it is (mode, polarity, kind of speaker). Names become BIO labels, mentions become runs of pieces with
the number of their entity. Conventions that differ between the label sets are made equal here (see `tidy`).
"""
import argparse, pickle, re
import numpy as np
import pieces as quoth
from sources import SETS

LABELS = ["O", "B-cue", "I-cue", "B-source", "I-source", "B-content", "I-content"]
BEGIN = {"cue": 1, "source": 3, "content": 5}
MODES = ["said", "thought", "wants", "decided", "shows"]
POLARITIES = ["asserted", "denied", "hypothetical"]
KINDS = ["person", "organisation", "government", "group", "document", "anonymous", "author", "generic", "none"]
NAMES = ["O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place", "B-other", "I-other"]
UNKNOWN = -1  # no label: not trained on
NO, YES, IF_NEAR = 0, 1, 2  # whether training asks whom a mention means: never, always, where the answer stands in the same window


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


class Pieces:
    """The pieces of one text, found by their characters."""

    def __init__(self, rows):
        self.rows, self.starts, self.ends = rows, rows[:, 1], rows[:, 2]

    def of(self, start, end):
        """First piece and the one after the last."""
        return int(np.searchsorted(self.ends, start, "right")), int(np.searchsorted(self.starts, end, "left"))


def frames(text, pieces, statements):
    """In text order; statements without a cue have no anchor and are counted by the caller."""
    out = []
    for st in statements:
        labels, anchor, source = {}, None, None
        for role in ("content", "source", "cue"):
            for s, e in tidy(text, role, st[role]):
                i, j = pieces.of(s, e)
                for k in range(i, j):
                    labels[k] = BEGIN[role] + (k > i)
                if role == "cue" and i < j and anchor is None:
                    anchor = i
                if role == "source" and i < j and source is None:
                    source = i, j - 1
        if anchor is not None and any(v >= 5 for v in labels.values()):
            judged = [MODES.index(st["mode"]), POLARITIES.index(st.get("polarity", "asserted")), KINDS.index(st["speaker"]["kind"])] if "mode" in st else [UNKNOWN] * 3
            out.append({"anchor": anchor, "nested": st.get("parent") is not None, "labels": labels, "source": source, "judged": judged})
    return sorted(out, key=lambda f: f["anchor"])


# A run of capitalised words, joined by the small words that stand inside names.
CAPITALS = re.compile(r"\b[A-ZÀ-ÞĀ-Ž][\w’'-]*(?:\s(?:(?:of|the|for|and|de|da|van|von|der|den|al|bin|el|la)\s){0,2}[A-ZÀ-ÞĀ-Ž][\w’'-]*)*")
SMALL = set("of the for and de da van von der den al bin el la in on".split())
PRONOUNS = set("i he she they it we you who him her them us me which his my our their".split())


def variants(name, kind):
    """How a text may call again whom it once called by this name, longest first."""
    bare = re.sub(r"^(?:the|The)\s+", "", name)
    out, words = {name, bare}, bare.split()
    if m := re.fullmatch(r"(.+?)\s*\((\w+)\)", bare):
        out |= {m[1], m[2]}
    if kind == "person" and len(words) > 1:
        out |= {words[-1], " ".join([words[0], words[-1]])}
    elif len(words) > 2:
        out.add("".join(w[0] for w in words if w[0].isupper()))
    return sorted((v for v in out if len(v) > 1), key=len, reverse=True)


def speakers(text, statements):
    """(mentions, names) as far as speakers tell: [(start, end, entity or None, asked)], [(start, end, kind)].

    Entities are those that a statement's speaker names; other runs of capitals are mentions of nobody known.
    A source that is no name is asked about: whom does it mean?"""
    named, taken, mentions, names = {}, np.zeros(len(text), bool), [], []
    for st in statements:
        sp = st.get("speaker") or {}
        if sp.get("name"):
            named.setdefault(sp["name"], sp["kind"])
    called = {}
    for name, kind in named.items():
        for v in variants(name, kind):
            called.setdefault(v, set()).add(name)
    for v in sorted(called, key=len, reverse=True):
        for m in re.finditer(r"(?<!\w)" + re.escape(v) + r"(?!\w)", text):
            if not taken[m.start():m.end()].any():
                taken[m.start():m.end()] = True
                if len(called[v]) == 1:
                    name = next(iter(called[v]))
                    mentions.append((m.start(), m.end(), name, NO))
                    names.append((m.start(), m.end(), {"person": "person", "organisation": "organisation"}.get(named[name])))
    for m in CAPITALS.finditer(text):
        if not taken[m.start():m.end()].any():
            mentions.append((m.start(), m.end(), None, NO))
            names.append((m.start(), m.end(), None))
    seen = set()
    for st in statements:
        sp = st.get("speaker") or {}
        for s, e in st["source"][:1]:
            if "mode" not in st or (s, e) in seen or taken[s:e].any():
                continue
            seen.add((s, e))
            entity = sp.get("name") or sp.get("description")
            lone = entity is None and text[s:e].lower() in PRONOUNS
            mentions.append((s, e, entity, NO if lone else IF_NEAR if sp.get("name") else YES))
    return mentions, names


def name_labels(text, pieces, names, complete):
    """BIO for every piece. Where names are known in part, what is neither one of them nor in small letters is unknown."""
    out = np.zeros(len(pieces.rows), np.int8)
    if not complete:
        for k, (s, e) in enumerate(zip(pieces.starts, pieces.ends)):
            word = text[s:e]
            if not word[:1].islower() and word[:1].isalnum() or word in SMALL:
                out[k] = UNKNOWN
    for s, e, kind in names:
        i, j = pieces.of(s, e)
        for k in range(i, j):
            out[k] = NAMES.index(("I-" if k > i else "B-") + kind) if kind else UNKNOWN
    return out


def prepare(article, rows):
    text, pieces = article["text"], Pieces(rows)
    statements = article.get("statements")
    doc = {"id": article["id"], "pieces": rows, "statements": statements is not None, "nested": article.get("nested", False), "frames": [], "names": None, "mentions": []}
    if statements is not None:
        doc["frames"] = frames(text, pieces, statements)
    if doc["nested"]:
        mentions, names = speakers(text, statements)
        doc["names"] = name_labels(text, pieces, names, False)
    elif "names" in article:
        mentions, doc["names"] = [], name_labels(text, pieces, article["names"], True)
    else:
        mentions = [(*m, YES) for m in article.get("mentions", ())]
    number = {}
    for s, e, entity, asked in sorted(mentions, key=lambda m: m[:2]):
        i, j = pieces.of(s, e)
        if i < j:
            entity = entity if entity is not None else (s, e)
            doc["mentions"].append((i, j - 1, number.setdefault(entity, len(number)), asked))
    return doc


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--vocabulary", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--labels", default=",".join(SETS))
    p.add_argument("--quoth-lab", default=quoth.COMMAND, help="how to run quoth-lab")
    a = p.parse_args()
    corpus = []
    for name in a.labels.split(","):
        if name not in SETS:
            raise SystemExit(f"corpus: unknown label set {name!r}; known: {', '.join(SETS)}")
        articles = list(SETS[name](a.data))
        docs = [prepare(article, rows) for article, rows in zip(articles, quoth.cut(a.quoth_lab, a.vocabulary, [x["text"] for x in articles]))]
        for d in docs:
            d["set"] = name + "+" * (name == "polnear" and d["nested"])
        corpus += docs
        total = sum(len(x.get("statements", ())) for x in articles)
        kept = [f for d in docs for f in d["frames"]]
        print(f"{name}: {len(docs)} articles, {sum(len(d['pieces']) for d in docs)} pieces, {total} statements ({total - len(kept)} without cue or content left out), "
              f"{sum(f['nested'] for f in kept)} nested, {sum(f['judged'][0] >= 0 for f in kept)} judged, {sum(len(d['mentions']) for d in docs)} mentions")
    with open(a.out, "wb") as f:
        pickle.dump(corpus, f)


if __name__ == "__main__":
    main()
