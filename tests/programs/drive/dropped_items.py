"""Items that cannot be pickled never come: the feeder drops them, by multiprocessing's own handler and by one of the program's."""
import multiprocessing as mp
import multiprocessing.queues


class Bad:
    def __reduce__(self):
        raise AttributeError("no pickle")


class Quiet(mp.queues.Queue):
    @staticmethod
    def _on_queue_feeder_error(error, item):
        pass


if __name__ == "__main__":
    context = mp.get_context("fork")
    for queue in context.Queue(), Quiet(ctx=context):
        queue.put(Bad())
        queue.put("good")
        print("got", queue.get(), flush=True)
    print("main ends", flush=True)
