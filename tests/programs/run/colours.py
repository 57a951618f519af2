# Expected: the terminal's colours arrive as they were printed, and a newline is one byte.
import sys

print("\033[31mred\033[0m plain", sys.stdout.isatty())
