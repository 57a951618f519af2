# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads Forkscope's probe into this interpreter, then hands over to the sitecustomize that would have run without it."""


def _attach():
    import os
    import sys

    here = os.path.dirname(os.path.abspath(__file__))
    # A spawned child copies its parent's sys.path: our folder must not be in it.
    sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != here]
    sys.path_importer_cache.pop(here, None)
    trace = os.environ.get("FORKSCOPE_TRACE")
    if trace:
        try:
            import _frozen_importlib
            import _imp

            # No loader and no importlib.util: the program shall find the modules loaded that it would find without us.
            path = os.path.join(here, "_forkscope.abi3.so")
            _imp.create_dynamic(_frozen_importlib.ModuleSpec("_forkscope", None, origin=path)).attach(path, trace)
        except Exception:
            pass  # untraced, but unharmed
    # The import system takes this key out and puts it back after running a module: something must be there.
    me = sys.modules.pop("sitecustomize", None)
    try:
        import sitecustomize  # noqa: F401
    except ImportError as error:
        if getattr(error, "name", None) != "sitecustomize":
            raise
        sys.modules["sitecustomize"] = me


_attach()
del _attach
