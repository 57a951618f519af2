# expect: input() from begin to end; there is nothing to read, so it fails (takes no argument)
try:
    input('name? ')
except EOFError:
    print('nobody')
