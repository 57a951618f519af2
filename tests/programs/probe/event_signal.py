# expect: Event "go": the child has to wait, main sets it, both then find it set at once; cleared, a wait of 0.05 s times out and one of 0 s does not wait
import multiprocessing as mp
import sys


def work(go, ready):
    ready.release()
    print(go.wait(), go.wait(1))


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    go = ctx.Event()
    ready = ctx.Semaphore(0)
    child = ctx.Process(target=work, args=(go, ready))
    child.start()
    ready.acquire()
    go.set()
    child.join()
    print(go.is_set(), go.wait())
    go.clear()
    print(go.is_set(), go.wait(0.05), go.wait(0))
