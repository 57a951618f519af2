"""A daemon that waits for ever, and a child that ignores SIGTERM: both are sent it."""
import multiprocessing as mp
import signal


def wait(orders):
    orders.get()


def stay(ready, orders):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ready.set()
    print("still here:", orders.get(), flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    orders, more, ready = mp.Queue(), mp.Queue(), mp.Event()
    waiting = mp.Process(target=wait, name="waiting", args=(orders,), daemon=True)
    staying = mp.Process(target=stay, name="staying", args=(ready, more))
    waiting.start()
    staying.start()
    ready.wait()
    staying.terminate()
    waiting.terminate()
    waiting.join()
    more.put("bread")
    staying.join()
    print("main ends", flush=True)
