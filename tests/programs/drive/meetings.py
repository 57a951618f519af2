"""One meeting place after the other: queue, pipe, event, barrier, condition. The order is printed."""
import multiprocessing as mp
import sys


def queue_side(name, shared):
    shared.put(name)


def pipe_side(name, end):
    end.send(name)
    end.close()


def event_side(name, event, shared):
    event.wait()
    shared.put(name)


def barrier_side(name, barrier, shared):
    barrier.wait()
    shared.put(name)


def condition_side(name, condition, shared):
    with condition:
        condition.wait()
    shared.put(name)


if __name__ == "__main__":
    context, place = mp.get_context(sys.argv[1]), sys.argv[2]
    shared = context.Queue()
    reader, writer = context.Pipe(duplex=False)
    event, barrier, condition = context.Event(), context.Barrier(2), context.Condition()
    target, more = {
        "queue": (queue_side, (shared,)),
        "pipe": (pipe_side, (writer,)),
        "event": (event_side, (event, shared)),
        "barrier": (barrier_side, (barrier, shared)),
        "condition": (condition_side, (condition, shared)),
    }[place]
    both = [context.Process(target=target, args=(name, *more)) for name in "AB"]
    for process in both:
        process.start()
    if place == "event":
        event.set()
    if place == "condition":
        with condition:
            condition.notify_all()
    source = reader.recv if place == "pipe" else shared.get
    print(source() + source(), flush=True)
    for process in both:
        process.join()
