"""A function inside a function is to run in a spawned process."""
import multiprocessing as mp


def main():
    def greet():
        print("hello")

    context = mp.get_context("spawn")
    child = context.Process(target=greet, name="child")
    child.start()  # nobody else can find a function that lives in main()


if __name__ == "__main__":
    main()
