"""One item is reported as done twice."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    orders = mp.JoinableQueue()
    orders.put("tea")
    print("main: got", orders.get(), flush=True)
    orders.task_done()
    orders.task_done()  # ValueError: one item, two reports
