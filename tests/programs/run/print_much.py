# Expected: stopped at the limit of its output.
line = "x" * 1000
while True:
    print(line)
