"""Five children take two cups each from a managed shelf and from a plain one."""
import multiprocessing as mp


def take_two(managed, plain, mutex):
    with mutex:
        managed[0] = managed[0] - 2
        plain[0] = plain[0] - 2


if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex = mp.Lock()
    with mp.Manager() as manager:
        managed, plain = manager.list([50]), [50]
        children = [
            mp.Process(target=take_two, name=f"child-{n}", args=(managed, plain, mutex))
            for n in range(5)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        print(f"managed: {list(managed)}", flush=True)
        print(f"plain: {plain}", flush=True)
