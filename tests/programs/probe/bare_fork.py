# expect: os.fork without multiprocessing: a stream of its own for the child, which exits with 3 by os._exit; main reaps it (takes no argument)
import os
import sys

pid = os.fork()
if pid == 0:
    print('child', flush=True)
    os._exit(3)
_, status = os.waitpid(pid, 0)
print('main', os.WEXITSTATUS(status))
sys.exit(0)
