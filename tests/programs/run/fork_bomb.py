# Expected: stopped at the limit of processes. Bounded: 4096 of them if nobody stops it.
import os
import time

for _ in range(12):
    os.fork()
time.sleep(600)
