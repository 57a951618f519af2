# Expected: MemoryError, since a process may have only so much.
held = []
while True:
    held.append(bytearray(16 << 20))
