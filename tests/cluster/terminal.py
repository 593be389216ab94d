"""Runs a program on a terminal of its own, and types an answer when it has asked.

usage: terminal.py PROGRAM QUESTION ANSWER [ARGUMENT..]
Shows what the terminal showed, and exits as the program did.
"""

import os
import pty
import sys

program, question, answer, *arguments = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    os.execv(program, [program, *arguments])

shown = b""
asked = False
while True:
    try:
        piece = os.read(terminal, 65536)
    except OSError:  # the program has closed its side
        break
    if not piece:
        break
    shown += piece
    if not asked and question.encode() in shown:
        asked = True
        os.write(terminal, answer.encode())
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(status))
