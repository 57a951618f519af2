# expect: three threads of the learner's: one that works, one of an own class, one that fails; joins, one of which is too short (takes no argument)
import sys
import threading
import time


def work(n):
    time.sleep(0.2)
    print('work', n)


class Own(threading.Thread):
    def run(self):
        print('own')


def fails():
    raise LookupError('no')


sys.stderr = open('/dev/null', 'w')
first = threading.Thread(target=work, args=(1,), name='first')
first.start()
first.join(0.01)
print(first.is_alive())
first.join()
own = Own(daemon=True)
own.start()
own.join()
bad = threading.Thread(target=fails)
bad.start()
bad.join()
try:
    bad.start()
except RuntimeError as error:
    print(error)
print(vars(first).keys() == vars(bad).keys())
