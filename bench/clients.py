"""What asks the servers: wrk for rates, curl and plain sockets for downloads."""
import json
import os
import select
import signal
import socket
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

LUA = str(Path(__file__).resolve().parent / "wrk.lua")
now = time.perf_counter


def wrk(server, path, connections, seconds, *mode, close=False, watch=None, expect_errors=False):
    """A load of so many connections; {} unless every answer was a success. `watch` is called on the way."""
    cpu = server.cpu()
    got = run_wrk(server, path, connections, seconds, mode or ["fixed"], close, watch)
    if not got["requests"]:     # too slow for so short a load
        cpu = server.cpu()
        got = run_wrk(server, path, connections, 10 * seconds, mode or ["fixed"], close, watch)
    cpu, count = server.cpu() - cpu, got["requests"]
    if not count or got["status"] and not expect_errors:
        return {}
    return {"rps": count / got["us"] * 1e6, "cpu_us": cpu / count * 1e6, "p50_us": got["p50"], "p99_us": got["p99"],
            "errors": got["sock"] + got["timeout"], "requests": count}


def run_wrk(server, path, connections, seconds, mode, close, watch):
    head = ["-H", "Connection: close"] if close else []
    command = ["wrk", "-t1", f"-c{connections}", f"-d{int(seconds) + 1}s", "--timeout", "10s", *head, "-s", LUA, server.url + path,
               "--", *map(str, mode)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        try:
            until = now() + seconds
            while run.poll() is None and now() < until:
                with suppress(subprocess.TimeoutExpired):
                    run.wait(max(0.01, min(until - now(), 0.15 if watch else seconds)))
                if watch:
                    watch()
            run.send_signal(signal.SIGINT)      # by itself it ends at whole seconds only
            text = run.communicate(timeout=20)[0]
        finally:
            run.kill()
    return json.loads(text[text.rindex("{"):]) if "{" in text else {"requests": 0}


def get(server, path, fields=b"", sought=b""):
    """One GET on a connection of its own, the body thrown away inside the kernel, so that nearly only the server costs.

    Returns (seconds until the body has begun and `sought` was in it, seconds in all, bytes of the body as they came)."""
    began = now()
    with server.connect(60) as s:
        s.sendall(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + fields + b"\r\n")
        head = b""
        while b"\r\n\r\n" not in head and (data := s.recv(65536)):
            head += data
        status, _, body = head.partition(b"\r\n\r\n")
        if not status.split(b" ")[1:2] or status.split(b" ")[1] not in (b"200", b"206"):
            raise RuntimeError(f"{server.peer.name}: GET {path}: {status[:40]!r}")
        while not body or sought not in body:
            if not (data := s.recv(65536)):
                raise RuntimeError(f"{server.peer.name}: GET {path}: nothing of {sought!r} came")
            body += data
        size, first = len(body), now() - began
        buffer = bytearray(1 << 20)
        while True:
            n = s.recv_into(buffer, len(buffer), socket.MSG_TRUNC)
            if not n:
                return first, now() - began, size
            size += n


def download(server, path, count):
    """So many curls at once; returns (seconds, bytes)."""
    command = ["curl", "-s", "-m", "120", "-o", os.devnull, "-w", "%{http_code} %{size_download} %{time_total}", server.url + path]
    began = now()
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(count)]
    got = [run.communicate()[0].split() for run in runs]
    took = now() - began if count > 1 else float(got[0][2])
    if any(run.returncode or fields[0] != "200" for run, fields in zip(runs, got)):
        raise RuntimeError(f"{server.peer.name}: a download of {path} failed")
    return took, sum(int(fields[1]) for fields in got)


def keep_alive(server, path, count):
    """So many requests, one after the other, on one connection, each answered in full."""
    ask = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    with server.connect() as s:
        for _ in range(count):
            s.sendall(ask)
            answer(s)


def answer(s):
    """Reads one answer that says its length."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = s.recv(65536)
        if not more:
            raise RuntimeError("the server closed a connection that is kept alive")
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    left = int(head.lower().partition(b"content-length:")[2].split()[0]) - len(body)
    while left > 0:
        left -= len(s.recv(min(left, 65536))) or left + 1


def hold(server, count, held):
    """Opens connections until so many are held, each with one answered request; gives up at the first that fails."""
    until = now() + 30
    with suppress(OSError, RuntimeError, IndexError):
        while len(held) < count and now() < until:
            s = server.connect(2)
            held.append(s)
            s.sendall(b"GET /1k.bin HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n\r\n")
            answer(s)


def still_open(held):
    poll = select.poll()
    for s in held:
        poll.register(s, select.POLLIN | select.POLLRDHUP)
    return len(held) - len(poll.poll(0))


@contextmanager
def meanwhile(task, server, *arguments):
    """Runs task(server, ..., stop) on a thread, again and again, while the body runs; raises what it raised."""
    stop = threading.Event()
    failed = []

    def loop():
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)     # it shall not take the server's turn
        try:
            while not stop.is_set():
                task(server, *arguments, stop)
        except (OSError, RuntimeError) as e:
            failed.append(e)

    thread = threading.Thread(target=loop)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    if failed:
        raise failed[0]


def drain(server, path, stop):
    """A download that is taken as fast as it comes, until it ends or is stopped."""
    buffer = bytearray(1 << 20)
    with server.connect() as s:
        s.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        while not stop.is_set() and s.recv_into(buffer, len(buffer), socket.MSG_TRUNC):
            pass


def read_slowly(server, path, count, stop):
    """So many downloads of which each takes a little ten times a second."""
    readers = [server.connect() for _ in range(count)]
    try:
        for s in readers:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            s.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            s.setblocking(False)
        while not stop.wait(0.1):
            for s in readers:
                with suppress(BlockingIOError):
                    s.recv(32768)
    finally:
        for s in readers:
            s.close()
