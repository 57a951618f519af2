# Expected: prints what was typed, line by line, until the input ends; "end" is the last line.
import sys

for line in sys.stdin:
    print("got", line.strip())
print("end")
