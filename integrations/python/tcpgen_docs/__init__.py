"""Compiles the tcpgen examples of a book when it is built, by `tcpgen docs`."""
import shutil
import subprocess


class Broken(Exception):
    """An example is broken, or the command cannot run; the message has file and line."""


def run(command, arguments, text):
    """-> what `tcpgen docs ARGUMENTS` prints for a text"""
    program = shutil.which(command[0])
    if program is None:
        raise Broken(f"there is no program `{command[0]}`: install `tcpgen-cli`, or name the command in the configuration")
    done = subprocess.run([program, *command[1:], "docs", *arguments], input=text, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise Broken(f"an example is broken\n{done.stderr.rstrip()}")
    return done.stdout
