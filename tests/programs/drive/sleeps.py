"""Three seconds of sleep, and how long it took by the clock on the wall."""
import time

print("sleeps", flush=True)
began = time.monotonic()
time.sleep(3)
print("awake after", time.monotonic() - began, flush=True)
