"""One process counts all four files."""
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


def count_all(names, counts):
    counts.put(sum((Counter(words_in(name)) for name in names), Counter()))


if __name__ == "__main__":
    mp.set_start_method("fork")
    for name, text in PARTS.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    counts = mp.Queue()
    child = mp.Process(target=count_all, args=(list(PARTS), counts))
    child.start()
    total = counts.get()
    child.join()
    for word in sorted(total):
        print(f"{word}: {total[word]}")
