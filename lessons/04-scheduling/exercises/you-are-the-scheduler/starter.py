"""Three jobs of three slices. Who has the next one?"""
import multiprocessing as mp


def work(name):
    for part in (1, 2, 3):
        print(f"{name}: slice {part} of 3", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    jobs = [mp.Process(target=work, name=name, args=(name,)) for name in ("a", "b", "c")]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    print("all are done")
