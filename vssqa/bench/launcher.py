"""Starts one command and notes its seconds and peak memory: `launcher.py NOTE COMMAND...`.

Run as a file by a bare interpreter, because a process' peak memory is never
reported below that of the process that started it: this one holds next to nothing.
"""

import os
import sys
import time

if __name__ == "__main__":
    note, *command = sys.argv[1:]
    began = time.perf_counter()
    _, status, usage = os.wait4(os.posix_spawnp(command[0], command, os.environ), 0)
    seconds = time.perf_counter() - began
    with open(note, "w", encoding="ascii") as written:
        written.write(f"{seconds} {usage.ru_maxrss} {os.waitstatus_to_exitcode(status)}")
