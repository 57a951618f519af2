# expect: Array, string, structure and raw objects: each creation, reads and writes with index or field; raw ones are created and no more
import ctypes
import multiprocessing as mp
import sys
from multiprocessing.sharedctypes import RawArray, RawValue


class Point(ctypes.Structure):
    _fields_ = [('x', ctypes.c_int), ('y', ctypes.c_double)]


def work(numbers, text, point, small):
    numbers[-1] = 7
    text.value = b'bye'
    point.x = 3
    small.value = 300


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    mutex = ctx.Lock()
    numbers = ctx.Array('i', [1, 2, 3])
    text = ctx.Array('c', b'hello', lock=mutex)
    point = ctx.Value(Point, 1, 2.5)
    small = ctx.Value('b', 1)
    bare = ctx.Value('d', 1.5, lock=False)
    raw, many = RawValue(ctypes.c_long, 5), RawArray('h', 4)
    raw.value += 1
    child = ctx.Process(target=work, args=(numbers, text, point, small))
    child.start()
    child.join()
    print(numbers[:2], numbers[2], text.value, text.raw, point.x, point.y, small.value)
    numbers[0:2] = [8, 9]
    print(list(numbers), len(numbers), bare.value, raw.value, many[0])
    try:
        numbers[3]
    except IndexError as error:
        print(error)
    try:
        small.value = 'text'
    except TypeError as error:
        print(error)
