"""One running server: its start, what the kernel says it used, its end."""
import os
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
now = time.perf_counter


class Server:
    """Started at once; answers when the constructor returns. It leads a session, so that all its processes are known."""
    next_port = 21000

    def __init__(self, peer, root, work, logged=False, options=()):
        self.peer, self.port = peer, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        folder = tempfile.mkdtemp(dir=work)
        os.chmod(folder, 0o755)
        command = peer.command(str(root), self.port, folder, logged, options)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SHARE_")} | peer.environment
        began = now()
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, cwd=folder, env=environment)
        while not self.answers():
            if self.process.poll() is not None or now() - began > 30:
                self.kill()
                raise RuntimeError(f"{peer.name} did not start")
            time.sleep(0.002)
        self.start_ms = (now() - began) * 1000
        self.start_cpu_ms = self.cpu() * 1000

    def connect(self, timeout=5):
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def answers(self):
        with suppress(OSError), self.connect() as s:
            s.sendall(b"GET /1k.bin HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return s.recv(64).split(b" ")[1:2] == [b"200"]
        return False

    def pids(self):
        """The processes of its session."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                if int(after_name(stat.read_text())[3]) == self.process.pid:
                    found.append(int(stat.parent.name))
        return found

    def cpu(self):
        """Seconds of CPU, to the nanosecond, of all processes with their threads, also those that ended.

        Of child processes that ended the kernel keeps only ticks."""
        total = 0.0
        for pid in self.pids():
            with suppress(OSError):
                total += time.clock_gettime(~pid << 3 | 2)     # what clock_getcpuclockid(3) returns
                total += sum(map(int, after_name(Path(f"/proc/{pid}/stat").read_text())[13:15])) / TICK
        return total

    def memory(self, file, field):
        """The sum of a field of /proc/PID/FILE, in MiB."""
        total = 0
        for pid in self.pids():
            with suppress(OSError, IndexError):
                total += int(Path(f"/proc/{pid}/{file}").read_text().split(f"\n{field}:")[1].split()[0])
        return total / 1024

    def pss(self):
        return self.memory("smaps_rollup", "Pss")

    def rss(self):
        return self.memory("status", "VmRSS")

    def peak(self):
        """The most resident memory since the start or the last forget_peak()."""
        return self.memory("status", "VmHWM")

    def forget_peak(self):
        for pid in self.pids():
            with suppress(OSError):
                Path(f"/proc/{pid}/clear_refs").write_text("5")

    def stop(self):
        """SIGTERM, as an owner would; returns the milliseconds until it was gone."""
        began = now()
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(15)
        took = (now() - began) * 1000
        self.kill()
        return took

    def kill(self):
        with suppress(OSError):     # whatever of its session is left
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def after_name(stat):
    """The fields of /proc/PID/stat from the third on: the second, a name, may hold anything."""
    return stat.rpartition(")")[2].split()


def free_port():
    while True:
        Server.next_port += 1
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", Server.next_port)):
                return Server.next_port
