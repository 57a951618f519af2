# SPDX-License-Identifier: GPL-3.0-or-later
# expect: ends by itself with status 0
"""Well-formed records about things that are not so: the death and birth of strangers, wild times, numbers, texts."""
import struct
import time

import shared_trace

MASK = (1 << 64) - 1
BEGIN, EXIT, REAP, JOIN, LOCK, PUT, SLEEP, KILL, NAME, OUTPUT = 2, 4, 5, 7, 17, 25, 40, 9, 241, 242
PID, TEXT, BIRTH, DURATION = 11, 20, 13, 18


def check(words):
    time_kind, seq_thread, obj, site_value = words
    site, value = site_value & 0xFFFFFFFF, site_value >> 32
    h = time_kind ^ (seq_thread & ((1 << 56) - 1)) * 0x9E3779B97F4A7C15 & MASK
    h ^= ((obj + (site << 32 | value)) & MASK) * 0xC2B2AE3D27D4EB4F & MASK
    return ((h ^ h >> 32) * 0x9E3779B97F4A7C15 & MASK) >> 56


def record(seq, kind, phase=0, value=0, obj=0, site=0, ns=0, fields=b""):
    fields += bytes(-len(fields) % 32)
    words = [ns | kind << 48 | phase << 56, seq | (len(fields) // 32) << 48, obj, site | (value & 0xFFFFFFFF) << 32]
    words[1] |= check(words) << 56
    return struct.pack("<4Q", *words) + fields


def number(tag, value):
    return struct.pack("<BBHq", tag, 0, 8, value)


trace = shared_trace.map_start(shared_trace.whole())
seq = struct.unpack_from("<Q", trace, 64)[0]
forged = b""
for pid in (1, 2, -1, 0x7FFFFFFF):
    forged += record(seq + 1, BEGIN, value=pid, fields=number(BIRTH, pid))
    forged += record(seq + 2, BEGIN, value=pid, fields=number(BIRTH, 0))
    forged += record(seq + 3, EXIT, value=pid, fields=number(PID, pid))
    forged += record(seq + 4, REAP, value=pid, fields=number(PID, pid))
    forged += record(seq + 5, JOIN, 1, value=pid)
    forged += record(seq + 6, KILL, value=pid, fields=number(PID, pid))
    seq += 6
for n in (0, 1, -1, 0x7FFFFFFF, -0x80000000):
    forged += record(seq + 1, LOCK, 2, value=n, obj=99, site=0xFFFFFFFF)
    forged += record(seq + 2, PUT, 1, value=n, obj=98, ns=(1 << 47))
    forged += record(seq + 3, SLEEP, 1, value=n, fields=number(DURATION, (1 << 63) - 1))
    forged += record(seq + 4, NAME, obj=97, fields=number(TEXT, n))
    seq += 4
forged += record((1 << 40) - 1, OUTPUT, fields=struct.pack("<BBH", TEXT, 1, 28) + b"\xff\x1b[2J" + bytes(23))
unit = struct.unpack_from("<I", trace, 128)[0]
struct.pack_into("<I", trace, 128, unit + 1)
struct.pack_into("<Q", trace, 64, seq + 1)
base = unit * shared_trace.UNIT
trace[base + 64 : base + 64 + len(forged)] = forged
struct.pack_into("<4sIIIII", trace, base, b"CHNK", 1234, 1, 0, len(forged), 1)
struct.pack_into("<Q", trace, 4096 + 8 * unit, 1234 << 32 | 1 << 1 | 1)
time.sleep(0.5)
print("forged", flush=True)
