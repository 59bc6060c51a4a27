"""compare: quoth's encoder against ONNX Runtime, one thread each, same weights, same windows, alternating.

usage: python compare.py --weights ../models/en/weights.quoth --articles DEV.jsonl --vocabulary VOCAB [--rounds 5]

Both run windows of 256 word pieces, eight at a time, over the first 40 articles; 32-bit arithmetic on both sides.
Prints inputs a second of each round and the median of the ratios.
"""
import argparse, json, os, statistics, subprocess, tempfile, time, warnings
import numpy as np
import onnxruntime
import torch
import pieces as quoth
import weights
from export import load
from model import Network
from train import BODY


class Exported(torch.nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, ids, shape, lines, quote):
        h = self.net.encode(ids, shape, lines, quote, None)
        return self.net.tags(h), self.net.anchors(h)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--weights", required=True)
    p.add_argument("--articles", required=True)
    p.add_argument("--vocabulary", required=True)
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--quoth-lab", default=quoth.COMMAND, help="how to run quoth-lab")
    a = p.parse_args()
    warnings.simplefilter("ignore")
    net = Network().eval()
    load(net, weights.read(a.weights)[1])
    lines = "".join(open(a.articles, encoding="utf8").readlines()[:40])
    windows = []
    for rows in quoth.cut(a.quoth_lab, a.vocabulary, [json.loads(line)["text"] for line in lines.splitlines()]):
        rows = rows[:, [0, 3, 4, 5]]
        for i in range(0, len(rows) - BODY + 1, BODY):
            windows.append(np.concatenate([[[quoth.CLS, 0, 0, 0]], rows[i:i + BODY], [[quoth.SEP, 0, 0, 0]]]))
    windows = windows[:len(windows) // 8 * 8]
    batches = [np.stack(windows[i:i + 8]).transpose(2, 0, 1).astype(np.int64) for i in range(0, len(windows), 8)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "net.onnx")
        names = ["ids", "shape", "lines", "quote"]
        torch.onnx.export(Exported(net), tuple(torch.tensor(x) for x in batches[0]), path, input_names=names, dynamo=False, opset_version=17)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        session.run(None, dict(zip(names, batches[0])))
        ratios = []
        for _ in range(a.rounds):
            began = time.time()
            for b in batches:
                session.run(None, dict(zip(names, b)))
            theirs = len(windows) * 256 / (time.time() - began)
            out = subprocess.run([*a.quoth_lab.split(), "bench"], input=lines, capture_output=True, text=True, check=True)
            ours = json.loads(out.stdout)
            ratios.append(ours["encoder_inputs_per_s"] / theirs)
            print(f"onnxruntime {theirs:.0f}/s  quoth {ours['encoder_inputs_per_s']:.0f}/s  ratio {ratios[-1]:.2f}   "
                  f"extract {ours['extract_pieces_per_s']:.0f} pieces/s, {ours['extract_articles_per_s']:.2f} articles/s")
        print(f"onnxruntime {onnxruntime.__version__}, one thread: median ratio {statistics.median(ratios):.2f} over {a.rounds} rounds")


if __name__ == "__main__":
    main()
