"""Steps ten lines in every Python found and checks what was seen; prints a table, exits with 1 on any difference."""
import glob
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def expected_lines():
    """Of stepped.py, from the gate on: the loop's head and body in turn, then back in the caller."""
    texts = (HERE / "stepped.py").read_text().splitlines()
    head, body, back, delete, ask = (
        next(number for number, text in enumerate(texts, 1) if text.strip().startswith(start))
        for start in ("for number in", "total +=", "return total", "del thing", "text = "))
    return [head, body] * 3 + [head, back, delete, ask]


def pythons():
    names = ["/usr/bin/python3"] + [shutil.which(f"python3.{minor}") or "" for minor in range(9, 14)]
    names += sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/3.*/bin/python3")))
    seen = {}
    for name in names:
        if not name or not os.access(name, os.X_OK):
            continue
        asked = subprocess.run(
            [name, "-c", "import sys; print('.'.join(map(str, sys.version_info[:3])), sys.prefix)"],
            capture_output=True, text=True)
        if asked.returncode == 0 and tuple(map(int, asked.stdout.split()[0].split(".")[:2])) >= (3, 9):
            seen.setdefault(asked.stdout, name)
    return {about.split()[0] + " " + path: path for about, path in seen.items()}


def check(python, folder):
    environment = dict(os.environ, PYTHONPATH=str(folder))
    run = [
        subprocess.run([python, str(HERE / "stepped.py"), *more], env=environment, capture_output=True, text=True)
        for more in ([], ["plain"])
    ]
    output = run[0].stdout.splitlines()
    steps = [line for line in output if line.startswith("step ")]
    lines = [int(line.split()[1]) for line in steps]
    wrong = []
    if lines != expected_lines():
        wrong.append(f"lines {lines}, not {expected_lines()}")
    if not any("('total', '3')" in step and "('number', '2')" in step for step in steps):
        wrong.append("variables of inner() not seen")
    if not any("('thing', '<Thing>')" in step or "('result', '3')" in step for step in steps):
        wrong.append("variables of the frame that was running before not seen")
    if not output or output[0] != "3 freed":
        wrong.append(f"the program went another way: {output[:1]}")
    if run[0].stderr != run[1].stderr or "KeyError: 'missing'" not in run[0].stderr:
        wrong.append("the traceback differs")
    if "None" not in output:
        wrong.append("a trace function was left behind")
    return wrong


def main():
    folder = pathlib.Path(sys.argv[1])
    failed = 0
    for name, python in pythons().items():
        wrong = check(python, folder)
        print(f"{name:60} {'ten lines stepped, traceback unchanged' if not wrong else '; '.join(wrong)}")
        failed += bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
