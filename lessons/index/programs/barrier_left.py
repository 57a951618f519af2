"""Two are to meet at a barrier, and one has no patience."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    start_line = mp.Barrier(2)
    print("main: waits for the other", flush=True)
    start_line.wait(timeout=0.5)  # nobody comes: BrokenBarrierError
