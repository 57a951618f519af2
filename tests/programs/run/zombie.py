# Expected: the child is a zombie for two seconds, ended with 7, and only then reaped.
import os
import time

if os.fork() == 0:
    os._exit(7)
time.sleep(2)
os.wait()
