# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way of starting Python is traced, on every interpreter found, and the program does what it does without Forkscope: virtual
environments, -I -E -S, modules, folders, zip files, standard input, cleared environments, other folders, exec, own customize modules.
"""
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import zipfile

from harness import METHODS, PATIENCE, PROBE, ProbeTest, each, each_python

FORKSCOPE = os.environ["FORKSCOPE"]
HEAD = "    import multiprocessing as mp, os, sys\n"
CHILD = HEAD + """
    def child(lock):
        with lock: print("child", os.getcwd(), sys.argv[1:], flush=True)
    def run(method):
        ctx = mp.get_context(method); lock = ctx.Lock()
        p = ctx.Process(target=child, args=(lock,)); p.start(); p.join(); print(p.exitcode, flush=True)
"""
MAIN = CHILD + """
    if __name__ == "__main__":
        print(sys.argv, sys.flags, sys.path, __name__, __spec__ and __spec__.name, sorted(m for m in sys.modules if "custom" in m), flush=True)
        run(sys.argv[1])
"""


class Interpreters(ProbeTest):
    maxDiff = 3000

    def environment(self, more):
        env = {key: value for key, value in os.environ.items() if not key.startswith(("FORKSCOPE", "PYTHON"))}
        return {key: value for key, value in {**env, **more}.items() if value is not None}

    def start(self, command, more, stdin):
        done = subprocess.run(command, env=self.environment(more), cwd=self.folder, input=stdin, capture_output=True, timeout=PATIENCE)
        return done.returncode, done.stdout, done.stderr

    def same(self, python, *program, options=(), environment=None, stdin=b""):
        """The events of a watched run that came out as the plain one did."""
        more = environment or {}
        events = os.path.join(self.folder, "events.jsonl")
        plain = self.start([python, *options, *program], more, stdin)
        watched = self.start([FORKSCOPE, "run", "--quiet", "--events", events, "--python", python, "--python-options", " ".join(options),
                              *program], more, stdin)
        self.assertEqual(watched, plain)
        with open(events, encoding="utf-8") as file:
            self.events = [json.loads(line) for line in file]
        return plain

    def begun(self):
        """How many processes of which type there were, without the runtime's helpers."""
        types = [e["type"] for e in self.events if e["ev"] == "process.begin"]
        return collections.Counter(t for t in types if t != "helper")

    def assertTraced(self, method="spawn", **more):
        self.assertEqual(self.begun(), {"main": 1, "child": 1, **more})
        acquired = [e["proc"] for e in self.events if e["ev"] == "lock.acquire"]
        self.assertEqual(acquired, ["main/1"], method)

    @each()
    def test_options_that_turn_the_environment_off(self, python, method):
        path = self.program(MAIN)
        for options in (("-I",), ("-E",), ("-S",), ("-I", "-S", "-u"), ("-sEB",), ("-X", "dev", "-W", "error", "-I")):
            with self.subTest(options=options):
                plain = self.same(python, path, method, options=options, environment={"PYTHONDONTWRITEBYTECODE": "1"})
                self.assertEqual(plain[0], 0, plain)
                self.assertTraced(method)

    @each_python
    def test_the_preload_of_the_user_stays(self, python):
        path = self.program("""
            import os
            print(os.environ.get("LD_PRELOAD"), flush=True)
            os.system("echo shell: $LD_PRELOAD")
        """)
        own = shutil.copy(os.path.join(PROBE, "forkscope_entry.so"), os.path.join(self.folder, "own.so"))  # harmless here
        for value in (own, None):
            self.same(python, path, options=("-I",), environment={"LD_PRELOAD": value})
            self.assertEqual(self.begun()["main"], 1)

    @each()
    def test_a_module_a_folder_and_a_zip_file(self, python, method):
        package = os.path.join(self.folder, "package")
        os.makedirs(package, exist_ok=True)
        # Children do not import a __main__ of a package, a folder or a zip file: what they run is in another module.
        self.program("", "package/__init__.py")
        self.program(CHILD, "package/work.py")
        self.program(HEAD + "    try: from package.work import run\n    except ImportError: from work import run\n" + MAIN.partition(CHILD)[2], "package/__main__.py")
        self.program(MAIN, "module.py")
        with zipfile.ZipFile(os.path.join(self.folder, "program.zip"), "w") as file:
            for name in ("__main__.py", "work.py"):
                file.write(os.path.join(package, name), name)
        for program in (("-m", "module"), ("-m", "package"), ("package",), ("program.zip",), (package,)):
            with self.subTest(program=program):
                plain = self.same(python, *program, method, environment={"PYTHONDONTWRITEBYTECODE": "1"})
                self.assertEqual(plain[0], 0, plain)
                self.assertTraced(method)

    @each(("fork",))
    def test_a_program_from_standard_input(self, python, method):
        text = "import multiprocessing as mp\nctx = mp.get_context('fork')\nlock = ctx.Lock()\ndef child():\n    with lock: print('child')\n\n" \
               "p = ctx.Process(target=child); p.start(); p.join(); print(p.exitcode, __name__)\n"
        plain = self.same(python, "-", "argument", stdin=text.encode())
        self.assertEqual(plain[1], b"child\n0 __main__\n")
        self.assertTraced()

    @each()
    def test_a_program_that_goes_to_another_folder(self, python, method):
        path = self.program(CHILD + """
    if __name__ == "__main__":
        # It stays until the test's end: a resource tracker that starts in a folder already gone ends with a SystemError on 3.13.0.
        os.makedirs("elsewhere", exist_ok=True); os.chdir("elsewhere")
        print(__file__ == os.path.abspath(__file__))
        run(sys.argv[1])
        """)
        plain = self.same(python, os.path.basename(path), method)
        self.assertEqual(plain[0], 0, plain)
        self.assertTraced(method)
        self.assertEqual({e["file"] for e in self.events if e["ev"] == "lock.acquire"}, {path})

    @each()
    def test_a_program_that_clears_its_environment(self, python, method):
        for clear in ("os.environ.clear()", "del os.environ; os.environ = {}", "[os.unsetenv(k) for k in list(os.environ)]",
                      "os.environ.pop('PYTHONPATH', None)", "os.environ['PYTHONPATH'] = '/nowhere'"):
            with self.subTest(clear=clear):
                path = self.program(CHILD + f"""
    if __name__ == "__main__":
        {clear}
        run(sys.argv[1])
                """)
                plain = self.same(python, path, method)
                self.assertEqual(plain[0], 0, plain)
                self.assertTraced(method)

    @each()
    def test_a_program_that_replaces_itself(self, python, method):
        path = self.program(CHILD + """
    if __name__ == "__main__":
        if len(sys.argv) == 2:
            print("before", flush=True)
            os.execv(sys.executable, [sys.executable, __file__, sys.argv[1], "again"])
        run(sys.argv[1])
        """)
        plain = self.same(python, path, method)
        self.assertEqual((plain[0], plain[1].split()[0]), (0, b"before"), plain)
        self.assertEqual([e["proc"] for e in self.events if e["ev"] == "process.exec"], ["main"])
        self.assertEqual(self.begun()["child"], 1, self.begun())
        self.assertEqual(len([e for e in self.events if e["ev"] == "lock.acquire"]), 1)

    @each_python
    def test_customize_modules_of_the_user(self, python):
        base = tempfile.mkdtemp(dir=self.folder)
        version = subprocess.run([python, "-c", "import sys; print('python%d.%d' % sys.version_info[:2])"], capture_output=True, text=True).stdout.strip()
        site = os.path.join(base, "lib", version, "site-packages")
        os.makedirs(site)
        self.program("import builtins\nbuiltins.user = __file__\n", os.path.join(site, "usercustomize.py"))
        self.program("import builtins\nbuiltins.site = __file__\n", os.path.join(site, "sitecustomize.py"))
        path = self.program("import sys; print(user, site, sys.modules['sitecustomize'].__spec__.name, 'usercustomize' in sys.modules)")
        plain = self.same(python, path, environment={"PYTHONUSERBASE": base, "PYTHONPATH": site})
        self.assertEqual(plain[0], 0, plain)
        self.assertEqual(self.begun(), {"main": 1})
        path = self.program("print('runs all the same')")
        self.program("1/0\n", os.path.join(site, "sitecustomize.py"))
        self.same(python, path, environment={"PYTHONPATH": site})
        # Only here a frame of ours is to be seen, between those of site.py: the traceback is left out.
        self.program("raise SystemExit(3)\n", os.path.join(site, "sitecustomize.py"))
        ends = [self.start(command, {"PYTHONPATH": site}, b"") for command in
                ([python, path], [FORKSCOPE, "run", "--quiet", "--python", python, path])]
        self.assertEqual(*[(status, out, err.splitlines()[-1:]) for status, out, err in ends])

    @each_python
    def test_virtual_environments(self, python):
        for more in ((), ("--system-site-packages",)):
            with self.subTest(more=more):
                folder = tempfile.mkdtemp(dir=self.folder)
                made = subprocess.run([python, "-m", "venv", "--without-pip", *more, folder], capture_output=True, text=True)
                if made.returncode:
                    self.skipTest("no venv: " + (made.stdout + made.stderr).strip().splitlines()[-1])
                path = self.program(CHILD + """
    if __name__ == "__main__":
        print(sys.prefix, sys.base_prefix, sys.executable, sys.path, flush=True)
        run(sys.argv[1])
                """)
                for method in METHODS:
                    for options in ((), ("-I",)):
                        plain = self.same(os.path.join(folder, "bin", "python"), path, method, options=options)
                        self.assertEqual(plain[0], 0, plain)
                        self.assertTraced(method)

    @each_python
    def test_variables_of_python(self, python):
        startup = self.program("print('startup')\n", "startup.py")
        path = self.program("import sys; print(hash('x'), sys.flags, getattr(sys.flags, 'safe_path', 0), sys.path[0], sys.stdout.encoding, sys.pycache_prefix)")
        for name, value in (("PYTHONHASHSEED", "7"), ("PYTHONSAFEPATH", "1"), ("PYTHONSTARTUP", startup), ("PYTHONIOENCODING", "latin-1"),
                            ("PYTHONUNBUFFERED", "1"), ("PYTHONNODEBUGRANGES", "1"), ("PYTHONPYCACHEPREFIX", "/tmp/nowhere"), ("PYTHONOPTIMIZE", "2"),
                            ("PYTHONWARNINGS", "error"), ("PYTHONDEVMODE", "1"), ("PYTHONUTF8", "0"), ("PYTHONMALLOC", "debug"), ("PYTHONNOUSERSITE", "1"),
                            ("PYTHONPATH", "/usr:"), ("PYTHONPATH", ":/etc:"), ("PYTHONPATH", "")):
            with self.subTest(name=name):
                self.same(python, path, environment={"PYTHONHASHSEED": "3", name: value})
                self.assertEqual(self.begun(), {"main": 1})

    @each(("fork", "spawn"))
    def test_bytes_that_are_no_utf8(self, python, method):
        path = self.program(CHILD + """
    if __name__ == "__main__":
        print([os.fsencode(a) for a in sys.argv], os.environb.get(b"ODD"), os.environb.get(b"\\xe9"), os.fsencode(os.getcwd()), flush=True)
        run(sys.argv[1])
        """)
        with open(path, "rb") as file:
            text = file.read().replace(b"os.getcwd(), sys.argv[1:]", b"os.fsencode(os.getcwd())")
        folder = os.path.join(os.fsencode(self.folder), b"f\xf6lder")
        os.makedirs(folder, exist_ok=True)
        odd = os.path.join(folder, b"pr\xf6gram.py")
        with open(odd, "wb") as file:
            file.write(text)
        environment = {b"ODD": b"\xff\xfe\x80 value", b"\xe9": b"name", **{os.fsencode(k): os.fsencode(v) for k, v in self.environment({}).items()}}
        for program, cwd in ((odd, b"/tmp"), (b"pr\xf6gram.py", folder), (b"./pr\xf6gram.py", folder)):
            arguments = [program, method.encode(), b"\xe4rgument", "é漢".encode()]
            runs = [subprocess.run(command + arguments, env=environment, cwd=cwd, capture_output=True, timeout=PATIENCE)
                    for command in ([python], [FORKSCOPE, "run", "--quiet", "--events", self.folder + "/e.jsonl", "--python", python])]
            plain, watched = [(r.returncode, r.stdout, r.stderr) for r in runs]
            self.assertEqual(watched, plain)
            self.assertEqual(plain[0], 0, plain)
            with open(self.folder + "/e.jsonl", encoding="utf-8", errors="surrogateescape") as file:
                self.events = [json.loads(line) for line in file]
            self.assertTraced(method)

    def test_python_children_that_cannot_be_traced_are_shown_from_outside(self):
        path = self.program("""
            import subprocess, sys
            for command, env in (([sys.executable, "-I"], None), ([sys.executable], {})):
                child = subprocess.Popen([*command, "-c", "input(); print('ended')"], env=env, stdin=subprocess.PIPE)
                print(sys.stdin.readline(), end="", flush=True)  # until the test has seen it
                child.communicate(b"\\n")
        """)
        child = subprocess.Popen([FORKSCOPE, "run", "--quiet", "--events", "-", "--python", sys.executable, path], env=self.environment({}),
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        seen = []
        patience = threading.Timer(PATIENCE, child.terminate)  # a run that never shows them must not last for ever
        patience.start()
        try:
            for line in child.stdout:
                event = json.loads(line)
                if event["ev"] == "process.begin" and event["type"] == "foreign":
                    seen.append(event)
                    child.stdin.write("go on\n")
                    child.stdin.flush()
        finally:
            patience.cancel()
            child.stdin.close()
            status = child.wait(PATIENCE)
            child.stdout.close()
        self.assertEqual((status, len(seen)), (0, 2))
        self.assertIn("-I", seen[0]["message"])
        self.assertIn("environment", seen[1]["message"])


if __name__ == "__main__":
    unittest.main()
