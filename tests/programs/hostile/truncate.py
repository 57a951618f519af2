# SPDX-License-Identifier: GPL-3.0-or-later
# expect: prints "refused" (the file is sealed), and ends with status 0
"""Tries to cut the shared file short under everybody's feet."""
import os

import shared_trace

fd = shared_trace.whole()
try:
    os.ftruncate(fd, 4096)
    print("cut")
except PermissionError:
    print("refused")
