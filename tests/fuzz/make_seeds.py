#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_seeds.py RECORDING.fscope NAME: writes corpus/trace/NAME, corpus/recording/NAME and corpus/recording_sections/NAME.

The first records of each process of a real recording, as the steps of trace_script.h. Make the recording from a
program in a folder whose path may be shown: paths are part of a trace.
"""
import pathlib
import struct
import sys

UNIT = 64 * 1024
HEADER_UNITS = 13
DIRECTORY = 4096
CHUNK_HEADER = 64
MOST_BYTES = 3000  # of one seed
HEADER, DIRECTORY_STEP, ENTRY, CHUNK, RAW, WILD, RECORD, AGAIN, SHORT, MOVE, PUBLISH, READ = range(12)


def records_of(chunk, most):
    """The steps for the first records of a chunk."""
    used = struct.unpack_from("<I", chunk, 16)[0]
    at, end, steps = CHUNK_HEADER, CHUNK_HEADER + min(used, len(chunk) - CHUNK_HEADER), b""
    while at < end and len(steps) < most:
        if chunk[at + 6] == 0xFF:
            steps += bytes([RAW, 16]) + chunk[at : at + 16]
            at += 16
            continue
        fields = 32 * chunk[at + 14]
        if len(steps) + 33 + fields > most:
            break
        steps += bytes([WILD]) + chunk[at : at + 32]
        for piece in range(at + 32, at + 32 + fields, 224):
            part = chunk[piece : min(piece + 224, at + 32 + fields)]
            steps += bytes([RAW, len(part)]) + part
        at += 32 + fields
    return steps


def script_of(trace):
    chunks = []
    for unit in range(HEADER_UNITS, len(trace) // UNIT):
        entry = struct.unpack_from("<Q", trace, DIRECTORY + 8 * unit)[0]
        if entry & 1:
            chunks.append((unit, entry >> 1 & 0x7FFFFFFF, entry >> 32))
    script = b""
    chunks = [c for c in chunks if c[0] - HEADER_UNITS + c[1] <= 24][:6]
    for unit, units, stream in chunks:
        place = unit - HEADER_UNITS
        script += bytes([DIRECTORY_STEP, place, units, stream & 0xFF]) + struct.pack("<BBH", MOVE, place, 0)
        script += records_of(trace[unit * UNIT : (unit + units) * UNIT], MOST_BYTES // len(chunks))
        script += bytes([PUBLISH, READ, 129])
    return script


def main():
    recording = pathlib.Path(sys.argv[1]).read_bytes()
    name = sys.argv[2]
    corpus = pathlib.Path(__file__).parent / "corpus"
    trace_bytes = struct.unpack_from("<I", recording, 128)[0] * UNIT
    script, sections = script_of(recording[:trace_bytes]), recording[trace_bytes:]
    half = min(len(script), len(sections))
    seeds = {
        "trace": script,
        "recording_sections": sections[:4096],
        "recording": recording[:64] + struct.pack("<I", 0) + sections[:half] + script[:half],
    }
    for folder, seed in seeds.items():
        (corpus / folder).mkdir(parents=True, exist_ok=True)
        (corpus / folder / name).write_bytes(seed)
        print(folder, name, len(seed), "bytes")


main()
