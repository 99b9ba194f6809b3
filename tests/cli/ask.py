#!/usr/bin/env python3
"""What a program asks at its terminal, although what it says besides goes nowhere: tests/cli/ask.py COMMAND…
Types another word for each question, and prints what the terminal showed."""
import os
import pty
import signal
import sys

signal.alarm(60)  # a question that is not asked is waited for
child, terminal = pty.fork()
if child == 0:
    os.dup2(os.open("/dev/null", os.O_WRONLY), 2)
    os.execv(sys.argv[1], sys.argv[1:])
shown = b""
answers = [b"one\n", b"two\n"]
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:  # the program is gone
        break
    shown += part
    if shown.endswith(b": ") and answers:
        os.write(terminal, answers.pop(0))
print(shown.decode())
