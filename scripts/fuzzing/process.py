"""A process that answers each line with a line of JSON. It is started again when it dies, and its death is an answer too."""
import json
import selectors
import subprocess
import tempfile


class Process:
    def __init__(self, command, timeout=60):
        self.command, self.timeout, self.child = command, timeout, None

    def ask(self, line):
        """The answer; `{"died": why}` when the process did not live to give one."""
        if self.child is None:
            self.complaints = tempfile.TemporaryFile()
            self.child = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.complaints)
        try:
            self.child.stdin.write(line.encode() + b"\n")
            self.child.stdin.flush()
            with selectors.DefaultSelector() as selector:
                selector.register(self.child.stdout, selectors.EVENT_READ)
                if not selector.select(self.timeout):
                    return self._dead(f"no answer in {self.timeout} s")
            answer = self.child.stdout.readline()
        except BrokenPipeError:
            answer = b""
        return json.loads(answer) if answer else self._dead(None)

    def close(self):
        if self.child is not None:
            self.child.kill()
            self.child.wait()
            self.child.stdin.close()
            self.child.stdout.close()
            self.complaints.close()
            self.child = None

    def _dead(self, reason):
        if reason is None:
            reason = f"exit code {self.child.wait()}"
        self.complaints.seek(0)
        words = self.complaints.read()[-2000:].decode(errors="replace").strip()
        self.close()
        return {"died": f"{reason}: {words}" if words else reason}
