"""Ten lines from the gate on, through calls, a loop and frames that were running before; then an exception.

With the argument `plain` nothing is stepped: the traceback must be the same.
"""
import sys
import weakref

if len(sys.argv) > 1 and sys.argv[1] == "plain":
    def gate(_count):
        pass
else:
    from _line_step import gate, taken


class Thing:
    pass


def inner(limit):
    total = 0
    gate(10)
    for number in range(limit):
        total += number
    return total


def outer():
    thing = Thing()
    gone = weakref.ref(thing)
    result = inner(3)
    del thing
    text = "freed" if gone() is None else "kept alive"
    print(result, text)


outer()
if len(sys.argv) == 1:
    for line, variables in taken():
        print("step", line, sorted(variables.items()))
print(sys.gettrace())
{}["missing"]
