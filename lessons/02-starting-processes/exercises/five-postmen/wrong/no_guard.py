"""Five postmen, each a process, started by spawn."""
import multiprocessing as mp
import time

LETTERS = {1: "Rome", 2: "Oslo", 3: "Lima", 4: "Kyoto", 5: "Accra"}


def deliver(number, town):
    time.sleep(0.3)
    print(f"postman {number}: a letter for {town}", flush=True)


context = mp.get_context("spawn")
postmen = [
    context.Process(target=deliver, name=f"postman-{number}", args=(number, town))
    for number, town in LETTERS.items()
]
for postman in postmen:
    postman.start()
for postman in postmen:
    postman.join()
print("all letters are delivered")
