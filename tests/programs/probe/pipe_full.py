# expect: a pipe of either kind takes small messages at once and makes the one that does not fit wait until the child reads
import multiprocessing as mp
import sys


def work(end, ready):
    ready.acquire()
    print([len(end.recv_bytes()) for _ in range(3)])


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    for duplex in (False, True):
        ready = ctx.Semaphore(0)
        read, write = ctx.Pipe(duplex)
        child = ctx.Process(target=work, args=(read, ready))
        child.start()
        write.send_bytes(b'small')
        write.send_bytes(b'm' * 30000)
        ready.release()
        write.send_bytes(b'L' * 3000000)
        child.join()
