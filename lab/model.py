"""The network: a six-layer MiniLM encoder and the heads that turn its vectors into statements.

A statement is a frame around an anchor, the first piece of its cue. One head scores every piece as an anchor (of a
statement of its own, or of one inside another's content); a deep biaffine head (Dozat & Manning 2017) scores, for an
anchor and every piece, the BIO label that the piece has in the anchor's frame. So a source may serve several cues,
contents may come in parts, and statements may nest. A plain BIO tagger over single pieces supports both.

Three smaller heads say the rest: `judge` what a statement is (mode, polarity, kind of its source) from its anchor and the
ends of its source; `names` tags names; `link` scores, for two mentions, whether they mean the same.
"""
import math
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

CONFIG = dict(layers=6, hidden=384, heads=12, ffn=1536, positions=512, vocabulary=30522, shapes=10, lines=4, quotes=7, rank=192, labels=7,
              names=9, judgements=17, judge_rank=128, link_rank=128)
NEAR, BUCKETS = 16, 31
THRESHOLDS = [math.ceil(16 * 2 ** ((b - 16) / 4)) for b in range(16, BUCKETS + 1)]


def distance_buckets(length):
    """[anchor, piece] -> 0..62: exact up to 15 pieces away, then four buckets to every doubling."""
    d = torch.arange(length)[None, :] - torch.arange(length)[:, None]
    m = d.abs()
    far = 15 + sum((m >= t).long() for t in THRESHOLDS)
    b = torch.where(m < NEAR, m, far)
    return BUCKETS + torch.where(d > 0, b, -b)


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        h = c["hidden"]
        self.heads = c["heads"]
        self.query, self.key, self.value, self.out = (nn.Linear(h, h) for _ in range(4))
        self.up, self.down = nn.Linear(h, c["ffn"]), nn.Linear(c["ffn"], h)
        self.norm1, self.norm2 = nn.LayerNorm(h, eps=1e-12), nn.LayerNorm(h, eps=1e-12)

    def forward(self, x, mask, drop):
        b, t, h = x.shape
        q, k, v = (f(x).view(b, t, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, t, h)
        x = self.norm1(x + drop(self.out(a)))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    def __init__(self, c=CONFIG, dropout=0.1):
        super().__init__()
        h, r, k = c["hidden"], c["rank"], c["labels"]
        self.word = nn.Embedding(c["vocabulary"], h)
        self.position = nn.Embedding(c["positions"], h)
        self.shape, self.lines, self.quote = nn.Embedding(c["shapes"], h), nn.Embedding(c["lines"], h), nn.Embedding(c["quotes"], h)
        self.norm = nn.LayerNorm(h, eps=1e-12)
        self.layers = nn.ModuleList(Layer(c) for _ in range(c["layers"]))
        self.tags, self.anchors = nn.Linear(h, k), nn.Linear(h, 2)
        self.token, self.anchor_proj = nn.Linear(h, r), nn.Linear(h, r)
        self.bilinear = nn.Parameter(torch.randn(k, r, r) / r)
        self.cue = nn.Linear(r, k)
        self.distance = nn.Parameter(torch.zeros(2 * BUCKETS + 1, k))
        self.tag_scale = nn.Parameter(torch.ones(1) * .5)
        j, l = c["judge_rank"], c["link_rank"]
        self.judge_anchor, self.judge_first, self.judge_last = nn.Linear(h, j), nn.Linear(h, j, bias=False), nn.Linear(h, j, bias=False)
        self.judge = nn.Linear(j, c["judgements"])
        self.names = nn.Linear(h, c["names"])
        self.mention_first, self.mention_last = nn.Linear(h, 2 * l), nn.Linear(h, 2 * l, bias=False)
        self.link_none, self.link_key = nn.Linear(l, 1), nn.Linear(l, 1, bias=False)
        self.link_distance = nn.Parameter(torch.zeros(2 * BUCKETS + 1))
        self.drop = nn.Dropout(dropout)
        for e in (self.shape, self.lines, self.quote):
            nn.init.normal_(e.weight, std=.02)
        for l in (self.tags, self.anchors):
            nn.init.normal_(l.weight, std=.02)
            nn.init.zeros_(l.bias)
        nn.init.constant_(self.anchors.bias, -3.)
        self.register_buffer("buckets", distance_buckets(256), persistent=False)

    def encode(self, ids, shape, lines, quote, mask):
        t = ids.shape[1]
        x = self.word(ids) + self.position.weight[:t] + self.shape(shape) + self.lines(lines) + self.quote(quote)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        return x

    def frames(self, x, tags, at):
        """x [B,T,H], at [B,A] positions of anchors -> scores [B,A,T,K]"""
        token = self.drop(F.relu(self.token(x)))
        anchor = F.relu(self.anchor_proj(x))
        c = self.drop(torch.gather(anchor, 1, at[:, :, None].expand(-1, -1, anchor.shape[2])))
        v = torch.einsum("krs,bas->bakr", self.bilinear, c)
        b, a, k, r = v.shape
        s = torch.bmm(v.reshape(b, a * k, r), token.transpose(1, 2)).view(b, a, k, -1).transpose(2, 3)
        bucket = self.buckets[:x.shape[1], :x.shape[1]][at]
        return s + self.tag_scale * tags[:, None] + self.cue(c)[:, :, None] + self.distance[bucket]

    def judgements(self, x, at, source):
        """x [B,T,H], anchors at [B,G], source [B,G,2] first and last piece, 0 where there is none -> [B,G,modes + polarities + kinds]"""
        take = lambda i: torch.gather(x, 1, i[:, :, None].expand(-1, -1, x.shape[2]))
        has = (source[:, :, :1] > 0).to(x.dtype)
        v = self.judge_anchor(take(at)) + has * (self.judge_first(take(source[:, :, 0])) + self.judge_last(take(source[:, :, 1])))
        return self.judge(self.drop(F.relu(v)))

    def links(self, x, first, last):
        """x [B,T,H], mentions by first and last piece [B,M] -> [B,M,1+M]: for each, that it means nobody else, or whom each other one means"""
        take = lambda i: torch.gather(x, 1, i[:, :, None].expand(-1, -1, x.shape[2]))
        v = self.drop(F.relu(self.mention_first(take(first)) + self.mention_last(take(last))))
        asks, answers = v.chunk(2, 2)
        bucket = self.buckets[first[:, :, None], first[:, None, :]]
        s = asks @ answers.transpose(1, 2) / asks.shape[2] ** .5 + self.link_key(answers).transpose(1, 2) + self.link_distance[bucket]
        return torch.cat([self.link_none(asks), s], 2)

    def load_base(self, path):
        """Takes the encoder's weights from a BERT-shaped safetensors file; the token type is folded into the positions."""
        w = load_file(path)
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        e = "embeddings."
        own = {"word.weight": w[e + "word_embeddings.weight"],
               "position.weight": w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0],
               "norm.weight": w[e + "LayerNorm.weight"], "norm.bias": w[e + "LayerNorm.bias"]}
        names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                 "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
                 "down": "output.dense", "norm2": "output.LayerNorm"}
        for i in range(len(self.layers)):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    own[f"layers.{i}.{ours}.{part}"] = w[f"encoder.layer.{i}.{theirs}.{part}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        assert not unexpected, unexpected
        return missing
