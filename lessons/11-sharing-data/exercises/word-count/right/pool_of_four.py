"""A pool of four, one task for each file."""
import multiprocessing as mp
from collections import Counter

PARTS = {
    "part-1.txt": "the cat and the dog",
    "part-2.txt": "the dog and the bird and the cat",
    "part-3.txt": "a bird and a cat",
    "part-4.txt": "the end of the cat",
}


def words_in(name):
    with open(name, encoding="utf-8") as file:
        return file.read().split()


def count(name):
    return Counter(words_in(name))


if __name__ == "__main__":
    mp.set_start_method("fork")
    for name, text in PARTS.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    with mp.Pool(4) as pool:
        total = sum(pool.map(count, PARTS, chunksize=1), Counter())
    for word in sorted(total):
        print(f"{word}: {total[word]}")
