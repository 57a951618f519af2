"""Variables of all sorts, and objects that tell when anything of them is called."""
import gc
import multiprocessing as mp
import sys

count = 1
names = ["ada", "bob"]
touched = []


def telling(what, result=None):
    def method(self, *arguments):
        touched.append(what)
        return result

    return method


class Touchy:
    __repr__ = telling("__repr__", "a touchy one")
    __str__ = telling("__str__", "touchy")
    __eq__ = telling("__eq__", True)
    __hash__ = telling("__hash__", 7)
    __len__ = telling("__len__", 1)
    __bool__ = telling("__bool__", True)
    __iter__ = telling("__iter__")
    __format__ = telling("__format__", "")
    __class__ = property(telling("__class__", int))
    __dict__ = property(telling("__dict__", {}))

    def __getattribute__(self, name):
        touched.append(name)
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        touched.append(name)
        raise AttributeError(name)


class TouchyClass(type):
    __name__ = property(telling("__name__", "wrong"))
    __repr__ = telling("class __repr__", "wrong")
    __instancecheck__ = telling("__instancecheck__", True)


class Odd(metaclass=TouchyClass):
    pass


class Words(str):
    __repr__ = telling("Words.__repr__", "wrong")


class Raising:
    def __repr__(self):
        print("in the repr")
        raise ValueError("no")


class Dropped:
    def __del__(self):
        gone.append(self.name)

    def __init__(self, name):
        self.name = name


gone = []
touchy = Touchy()
raising = Raising()


def work(lock, argument):
    global count
    count += 1
    names.append("cy")
    amount = 3
    price = 2.5
    big = 2**200
    huge = 2**5000
    text = 'na\u00efve\n"x"'
    long_text = "x" * 5000
    raw = b"\x00\xff"
    nothing = None
    flag = True
    deep = {"a": [1, (2, {3, 1, 2})], "b": {"c": ()}}
    mixed = frozenset({1, "a", (2,)})
    loop = [1]
    loop.append(loop)
    words = Words("w")
    many = list(range(1000))
    touchies = [touchy]
    by_touchy = {touchy: touchy}
    set_of_them = {touchy}
    odd = Odd()
    lost = 1
    del lost
    mine = locals()
    mine["amount"] = 99
    dropped = Dropped("dropped")
    inner = lambda: argument + amount  # noqa: E731

    if sys.version_info < (3, 12):  # later ones collect between two lines at the earliest
        gc.collect()
        gc.disable()
        cycle = Dropped("cycle")
        cycle.cycle = cycle
        del cycle
        gc.set_threshold(40)
        touched.clear()
        gc.enable()
    else:
        touched.clear()
    lock.acquire()  # looked at here
    collected = "cycle" in gone
    gc.set_threshold(700)
    del dropped
    was_dropped = "dropped" in gone
    told = list(touched)
    print("touched", told, "dropped", was_dropped, "collected", collected, "mine", mine["amount"], inner())
    lock.release()

    class Body:
        inside = amount

        lock.acquire()  # a class body
        lock.release()

    def later():
        local = argument
        lock.acquire()  # a generator
        yield local
        lock.release()

    print([local for local in later()])


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    lock = context.Lock()
    child = context.Process(target=work, args=(lock, 40))
    child.start()
    child.join()
    print("done", count, names)
