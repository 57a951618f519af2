# expect: signals sent by os.kill, os.killpg and raise_signal; the learner's handler runs, and is what getsignal gives (takes no argument)
import os
import signal
import time


def handler(number, frame):
    print('handler', number, flush=True)


print(signal.signal(signal.SIGUSR1, handler) == signal.SIG_DFL, signal.getsignal(signal.SIGUSR1) is handler)
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
signal.setitimer(signal.ITIMER_REAL, 0.05)
signal.signal(signal.SIGALRM, lambda number, frame: print('alarm'))
time.sleep(0.3)
if os.getpgid(0) != os.getpid():
    os.setpgid(0, 0)
signal.signal(signal.SIGUSR2, handler)
os.killpg(os.getpgid(0), signal.SIGUSR2)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler)
