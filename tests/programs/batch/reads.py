"""Asks for a line; nobody is there to type one."""
try:
    print("got", input())
except EOFError:
    print("nobody there")
