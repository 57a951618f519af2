# SPDX-License-Identifier: GPL-3.0-or-later
# expect: ends by itself or by a signal of its own making; whoever watches lives on
"""Random bytes over the whole shared file: head, directory, other processes' records, and room nobody has taken."""
import random
import sys
import time

import shared_trace

trace = shared_trace.map_start(shared_trace.whole())
chance = random.Random(int(sys.argv[1]))
end = time.monotonic() + 1.0
while time.monotonic() < end:
    for _ in range(100):
        length = chance.choice((1, 4, 8, 64, 4096))
        at = chance.choice((0, 4096, 4096 + 13 * 8, 13 * shared_trace.UNIT)) + chance.randrange(40_000)
        trace[at : at + length] = chance.randbytes(length)
    time.sleep(0)
print("scribbled", flush=True)
