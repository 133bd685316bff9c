# SPDX-License-Identifier: GPL-2.0-or-later
"""A client of `uio-shell --machine', which runs on this machine or another."""
import json
import subprocess


class Failed(Exception):
    """A command failed; the answer has its status, messages and results."""

    def __init__(self, answer):
        super().__init__("; ".join(answer["messages"]) or answer["command"])
        self.answer = answer


class Shell:
    def __init__(self, *arguments, before=()):
        self.events = []
        self.process = subprocess.Popen(
            [*before, "uio-shell", "--machine", *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate()

    def __call__(self, command):
        """Run a command, and return its results."""
        print(json.dumps({"command": command}), file=self.process.stdin, flush=True)
        while "event" in (answer := json.loads(self.process.stdout.readline())):
            self.events.append(answer)
        if answer["status"]:
            raise Failed(answer)
        return answer["results"]

    def read(self, operand):
        """The value of one register or field."""
        return int(self(f"peek {operand}")[0]["values"][0]["value"], 16)
