"""Main, a mother and a daughter."""
import multiprocessing as mp
import sys


class Daughter(mp.Process):
    def run(self):
        sys.stdout.write(f"daughter is process {self.pid}\n")
        sys.stdout.flush()


class Mother(mp.Process):
    def run(self):
        daughter = Daughter(name="daughter")
        daughter.start()
        daughter.join()
        print(f"mother is process {self.pid}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    mother = Mother(name="mother")
    mother.start()
    mother.join()
    print(f"main is process {mp.current_process().pid}", flush=True)
