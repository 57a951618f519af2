# expect: a threading.Lock two threads contend for, an RLock taken twice, a lock with a time-out; a forked child has a lock of its own; a library's lock is not told (takes no argument)
import os
import queue
import threading
import time

lock = threading.Lock()
again = threading.RLock()


def second():
    with lock:
        print('second')


with lock:
    thread = threading.Thread(target=second)
    thread.start()
    time.sleep(0.2)
    print('first')
thread.join()
with again:
    with again:
        print(lock.acquire(timeout=0.5), lock.acquire(False), lock.acquire(True, 0.01), lock.locked())
print(type(lock).__name__, type(again).__name__, lock.acquire.__name__)
waiting = threading.Condition(again)
with waiting:
    waiting.wait(0.01)
try:
    threading.Lock().release()
except RuntimeError as error:
    print(error)
mailbox = queue.Queue()
mailbox.put(1)
print(mailbox.get(), flush=True)
if os.fork() == 0:
    print('child', lock.acquire(timeout=0.01), flush=True)
    os._exit(0)
os.wait()
lock.release()
