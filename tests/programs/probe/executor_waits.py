# expect: four calls of an executor of two workers: wait() until the first is done, then as_completed(); a wait that times out; threads' futures are not told
import concurrent.futures
import multiprocessing as mp
import sys


def held(gate, number):
    gate.acquire()
    return number


def main():
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else "fork")
    with ctx.Manager() as manager:
        gate = manager.Semaphore(0)
        with concurrent.futures.ProcessPoolExecutor(2, mp_context=ctx) as executor:
            calls = [executor.submit(held, gate, number) for number in range(4)]
            print(len(concurrent.futures.wait(calls, timeout=0.05).done))
            with concurrent.futures.ThreadPoolExecutor(1) as threads:
                threads.submit(lambda: [gate.release() for _ in calls])
                done = [call.result() for call in concurrent.futures.as_completed(calls)]
            print(sorted(done), len(concurrent.futures.wait(calls).done))
        with concurrent.futures.ThreadPoolExecutor(1) as threads:
            print(len(concurrent.futures.wait([threads.submit(gate.release)]).done))


if __name__ == "__main__":
    main()
