"""Four processes count one file each and put what they have counted into a queue."""
import multiprocessing as mp
from collections import Counter

PARTS = {
    "part-1.txt": "the cat and the dog",
    "part-2.txt": "the dog and the bird and the cat",
    "part-3.txt": "a bird and a cat",
    "part-4.txt": "the end of the cat",
}


def count(name, counts):
    with open(name, encoding="utf-8") as file:
        counts.put(Counter(file.read().split()))


if __name__ == "__main__":
    mp.set_start_method("fork")
    for name, text in PARTS.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    counts = mp.Queue()
    children = [mp.Process(target=count, name=n[:-4], args=(n, counts)) for n in PARTS]
    for child in children:
        child.start()
    total = Counter()
    for _ in children:  # get all of them first, join then
        total += counts.get()
    for child in children:
        child.join()
    for word in sorted(total):
        print(f"{word}: {total[word]}")
