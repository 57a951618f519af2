"""Waits of many kinds that have begun when the program is paused: each gets what it waits for after PROVIDED seconds, and would
give up after PATIENCE: waits_before.py METHOD PATIENCE [WAIT…]."""
import concurrent.futures
import multiprocessing as mp
import multiprocessing.connection
import queue
import sys
import threading
import time

PROVIDED, PATIENCE = 1.0, float(sys.argv[2])


def soon(act, *args):
    time.sleep(PROVIDED)
    act(*args)
    time.sleep(2 * PATIENCE)  # whoever ends would wake up others


def spawn_helper(context, act, *args):
    helper = context.Process(target=soon, args=(act, *args), daemon=True)
    helper.start()
    return helper


def release(lock):
    lock.release()


def take(things):
    things.get()


def put(things):
    things.put("item")


def send(end):
    end.send("message")


def notify(condition):
    with condition:
        condition.notify()


def meet(barrier):
    barrier.wait()


def nap():
    time.sleep(PROVIDED)
    return "slept"


def wait_lock(context):
    lock = context.Lock()
    lock.acquire()
    spawn_helper(context, release, lock)
    return lock.acquire(timeout=PATIENCE)


def wait_get(context):
    things = context.Queue()
    spawn_helper(context, put, things)
    return things.get(timeout=PATIENCE)


def wait_put(context):
    things = context.Queue(1)
    things.put(1)
    spawn_helper(context, take, things)
    things.put(2, timeout=PATIENCE)
    return True


def wait_event(context):
    event = context.Event()
    spawn_helper(context, event.set)
    return event.wait(PATIENCE)


def wait_condition(context):
    condition = context.Condition()
    with condition:
        spawn_helper(context, notify, condition)
        return condition.wait(PATIENCE)


def wait_barrier(context):
    barrier = context.Barrier(2)
    spawn_helper(context, meet, barrier)
    return barrier.wait(PATIENCE) >= 0


def wait_join(context):
    child = context.Process(target=nap)
    child.start()
    child.join(PATIENCE)
    return child.exitcode == 0


def wait_poll(context):
    near, far = context.Pipe()
    spawn_helper(context, send, far)
    return near.poll(PATIENCE)


def wait_connections(context):
    near, far = context.Pipe()
    spawn_helper(context, send, far)
    return multiprocessing.connection.wait([near], PATIENCE) == [near]


def wait_pool(context):
    with context.Pool(1) as pool:
        return pool.apply_async(nap).get(PATIENCE) == "slept"


def wait_future(context):
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
        return executor.submit(nap).result(PATIENCE) == "slept"


def wait_thread(context):
    thread = threading.Thread(target=nap)
    thread.start()
    thread.join(PATIENCE)
    return not thread.is_alive()


def wait_thread_event(context):
    event = threading.Event()
    threading.Thread(target=soon, args=(event.set,), daemon=True).start()
    return event.wait(PATIENCE)


def wait_thread_queue(context):
    things = queue.Queue()
    threading.Thread(target=soon, args=(things.put, "item"), daemon=True).start()
    return things.get(timeout=PATIENCE) == "item"


KINDS = [name for name in globals() if name.startswith("wait_")]


def wait(method, name, ready):
    ready.release()
    try:
        got = globals()[name](mp.get_context(method))
    except Exception as error:
        got = False
        name += " (" + type(error).__name__ + ")"
    print(name, "got it" if got else "timed out", flush=True)


def main():
    method, names = sys.argv[1], sys.argv[3:] or KINDS
    context = mp.get_context(method)
    ready = context.Semaphore(0)
    waiters = [context.Process(target=wait, args=(method, name, ready)) for name in names]
    for waiter in waiters:
        waiter.start()
    for _ in waiters:
        ready.acquire()
    print("all wait", flush=True)
    for waiter in waiters:
        waiter.join()


if __name__ == "__main__":
    main()
