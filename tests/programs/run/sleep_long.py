# Expected: still there when somebody ends the run.
import time

print("ready", flush=True)
time.sleep(600)
