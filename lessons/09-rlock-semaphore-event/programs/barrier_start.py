"""Four runners: nobody runs before all four are ready, in two races."""
import multiprocessing as mp
import time

YELLOW, GREEN, PLAIN = "\033[33m", "\033[32m", "\033[0m"
RUNNERS = {"ann": 0.3, "ben": 0.6, "cleo": 0.9, "dan": 1.2}


def run(name, seconds, start):
    for race in (1, 2):
        time.sleep(seconds)  # ties the shoes
        print(f"{YELLOW}{name} is ready for race {race}{PLAIN}", flush=True)
        start.wait()
        print(f"{GREEN}{name} runs in race {race}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    start = mp.Barrier(len(RUNNERS))
    runners = [
        mp.Process(target=run, name=name, args=(name, seconds, start))
        for name, seconds in RUNNERS.items()
    ]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    print("both races are over")
