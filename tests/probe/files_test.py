# SPDX-License-Identifier: GPL-3.0-or-later
import tempfile
import unittest

from harness import ProbeTest, each_python

# What can be seen of a file object, in all modes.
MODES = """
    import io, os, sys, pickle, pathlib, inspect, warnings, gc
    def show(f):
        raw = f
        for name in ("buffer", "raw"): raw = getattr(raw, name, raw)
        print(repr(f), type(f).__name__, repr(raw), type(raw).__name__, type(raw).__module__, isinstance(raw, io.FileIO),
              raw.mode, raw.closefd, f.mode, f.fileno() > 2, f.readable(), f.writable(), f.seekable())
        try: pickle.dumps(raw)
        except TypeError as e: print(e)
    os.chdir(sys.argv[1])
    for mode in ("w", "r", "a", "r+", "w+", "x", "wb", "rb", "ab", "r+b", "xb", "rt"):
        for buffering in (-1, 0, 1, 512):
            try:
                with open("x.txt" if "x" not in mode else "new%d.txt" % buffering, mode, buffering) as f:
                    show(f)
                    if f.writable(): f.write("häl\\nlo\\n" * 3 if "b" not in mode else b"bytes\\n" * 3)
                    if f.seekable() and f.readable(): f.seek(0); print(f.read(4), f.readline(), list(f))
                print(f.closed)
                if "x" in mode: os.unlink(f.name)
            except (ValueError, OSError) as e: print(type(e).__name__, e)
    for bad in (("", "r"), ("x.txt", "q"), ("x.txt", "rwb"), ("nowhere", "r"), (-1,), (b"nowhere",)):
        try: open(*bad)
        except Exception as e: print(type(e).__name__, e)
    print(open is io.open, open, open.__module__, open.__name__, open.__self__, pickle.loads(pickle.dumps(open)) is open)
    print(inspect.signature(open), len(open.__doc__))
    with open(os.open("x.txt", os.O_RDONLY), encoding="utf-8", errors="replace", newline="", closefd=True) as f: print(f.read())
    with open("y.txt", "w", opener=lambda p, flags: os.open(p, flags, 0o600)) as f: print(f.name)
    pathlib.Path("z.txt").write_text("from a path"); print(pathlib.Path("z.txt").read_bytes())
    b = bytearray(4); print(open("z.txt", "rb", 0).readinto(b), b)
    f = open("z.txt", "rb", 0); print(f.read(2), f.read(), f.read(-1), f.tell()); f.close()
    try: f.read()
    except ValueError as e: print(e)
    for mode, call in (("wb", lambda f: f.read()), ("wb", lambda f: f.read(1, 2)), ("rb", lambda f: f.write(b"")),
                       ("wb", lambda f: f.readall()), ("wb", lambda f: f.readinto(bytearray(1))), ("rb", lambda f: f.read("a"))):
        with open("z.txt" if mode == "rb" else "w.txt", mode, 0) as f:
            try: call(f)
            except Exception as e: print(type(e).__name__, e)
    warnings.simplefilter("always")
    def forget(): open("z.txt")
    forget(); gc.collect()
    class Sub(io.FileIO): pass
    print(Sub("z.txt").read())
"""


class Files(ProbeTest):
    @each_python
    def test_files_look_and_work_as_without_the_probe(self, python):
        path = self.program(MODES)
        plain = self.plain(path, tempfile.mkdtemp(dir=self.folder), python=python)
        run = self.traced(path, tempfile.mkdtemp(dir=self.folder), python=python)
        self.assertEqual(run.out, plain.out)
        self.assertEqual(run.err, plain.err)
        self.assertEqual(run.status, 0, run.err)

    @each_python
    def test_bytes_are_told_when_they_move(self, python):
        path = self.program("""
            import json, os
            with open("a.txt", "w") as f:
                f.write("one "); f.write("two\\n")
                print("buffered")
                f.flush()
                pid = os.fork()
                if pid == 0: f.write("child"); f.flush(); os._exit(0)
                os.waitpid(pid, 0)
            with open("a.txt") as f: f.read()
            with open("b.bin", "wb") as f: f.write(bytes(range(200)) * 2)
            try: open("none.txt")
            except OSError: pass
            json.dump([1], open("c.json", "w"))
        """)
        run = self.traced(path, python=python)
        files = [e for e in run.events if e["ev"].startswith("file.") or e["ev"] == "print"]
        closes = run.of("file.close")[0]["line"]
        self.assertIn(closes, (3, 9))  # 3.9 gives the end of a `with` the line of its last statement
        self.assertEqual([(e["ev"], e.get("line"), e.get("bytes")) for e in files if e["proc"] == "main"][:8], [
            ("file.open", 3, None), ("print", 5, None), ("file.write", 6, 8), ("file.close", closes, None),
            ("file.open", 10, None), ("file.read", 10, 13), ("file.close", 10, None), ("file.open", 11, None)])
        write = run.of("file.write")[0]
        self.assertEqual(write["preview"], "one two\\n".replace("\\\\n", "\\n").encode().decode("unicode_escape"))
        child = run.of("file.write", proc="main/fork1")[0]
        self.assertEqual((child["obj"], child["preview"]), (write["obj"], "child"))
        binary = run.of("file.write", line=11)[0]
        self.assertEqual(binary["bytes"], 400)
        self.assertTrue(binary["preview"].startswith("b'\\x00\\x01"))
        refused = run.of("file.open", failed=True)[0]
        self.assertIn("none.txt", refused["message"])
        self.assertTrue(run.of("file.open", line=14))


class Output(ProbeTest):
    @each_python
    def test_print_sleep_and_input(self, python):
        path = self.program("""
            import sys, time
            class Loud:
                def __str__(self): return "loud"
            print("a", 1, 2.5, None, sep="-")
            print(Loud(), [1, "x"], end="")
            print("to a file", file=open("/dev/null", "w"))
            time.sleep(0.05)
            try: time.sleep(-1)
            except ValueError as e: print(e)
            try: input("name? ")
            except EOFError: print("end")
        """)
        run = self.traced(path, python=python)
        self.assertEqual(run.out, self.plain(path, python=python).out)
        self.assertEqual([e["preview"] for e in run.of("print")][:2], ["a-1-2.5-None", "<Loud> [1, 'x']"])
        self.assertEqual([e["line"] for e in run.of("print")], [5, 6, 10, 12])
        begin, end = run.of("sleep")
        self.assertEqual((begin["ms"], begin["line"]), (50, 8))
        self.assertGreaterEqual(end["t"] - begin["t"], 50_000_000)
        self.assertEqual([(e["phase"], e.get("failed", False)) for e in run.of("input")], [("begin", False), ("end", True)])


if __name__ == "__main__":
    unittest.main()
