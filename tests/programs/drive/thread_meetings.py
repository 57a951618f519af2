"""Two threads of a child meet at all that threading and queue have."""
import multiprocessing as mp
import queue
import sys
import threading


class Meeting:
    def __init__(self):
        self.begin = threading.Event()
        self.room = threading.Semaphore(1)
        self.all = threading.Barrier(2)
        self.done = threading.Condition()
        self.lock = threading.Lock()
        self.tasks = queue.Queue(1)
        self.log = []


def work(name, meeting):
    meeting.begin.wait()
    with meeting.room:
        print(name, "is in the room", flush=True)
    meeting.all.wait()
    with meeting.lock:
        meeting.log.append(name)
    meeting.tasks.put(name)
    with meeting.done:
        meeting.log.append(name)
        meeting.done.notify()


def run():
    meeting = Meeting()
    threads = [threading.Thread(target=work, args=(name, meeting)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    meeting.begin.set()
    print(meeting.tasks.get(), meeting.tasks.get(), flush=True)
    with meeting.done:
        meeting.done.wait_for(lambda: len(meeting.log) == 4)
    for thread in threads:
        thread.join()
    print(*meeting.log, flush=True)


if __name__ == "__main__":
    child = mp.get_context(sys.argv[1]).Process(target=run)
    child.start()
    child.join()
