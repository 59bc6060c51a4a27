"""How quoth itself cuts text: every step that needs word pieces asks `quoth-lab pieces`."""
import json, subprocess
import numpy as np

COMMAND = "go run ../cmd/quoth-lab"
CLS, SEP, MASK, PAD = 101, 102, 103, 0
NAMES, NAME_SLOTS = 1, 64  # [unused0] and so on: the pieces that stand for names


def cut(command, vocabulary, texts):
    """One int array a text, a row a piece: number, start, end (code points), shape, lines, quote."""
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    out = subprocess.run([*command.split(), "pieces", "-vocabulary", vocabulary], input=lines, capture_output=True, text=True, check=True)
    return [np.array(json.loads(line)["pieces"], np.int32).reshape(-1, 6) for line in out.stdout.splitlines()]
