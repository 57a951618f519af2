"""Operations that must not wait, and what they do instead."""
import multiprocessing as mp
import queue


def hold(mutex, never):
    mutex.acquire()
    never.wait()


def refused(error, act, *args):
    try:
        act(*args)
    except error:
        return "refused"
    return "done"


if __name__ == "__main__":
    context = mp.get_context("fork")
    mutex, never = context.Lock(), context.Event()
    empty, full = context.Queue(), context.Queue(1)
    full.put("item")
    holder = context.Process(target=hold, args=(mutex, never), daemon=True)
    holder.start()
    got = mutex.acquire(False)
    answers = [got, mutex.acquire(timeout=0)]
    answers.append(refused(queue.Empty, empty.get, False))
    answers.append(refused(queue.Full, full.put, 2, False))
    answers.append(never.wait(0))
    holder.join(0)
    print(answers, flush=True)
