# Expected: ends with the exit code given, or by the signal given as -N.
import os
import signal
import sys

n = int(sys.argv[1])
if n < 0:
    signal.signal(-n, signal.SIG_DFL) if -n != signal.SIGKILL else None
    os.kill(os.getpid(), -n)
sys.exit(n)
