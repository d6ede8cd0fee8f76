"""The workloads on a server that is up and warm, and those that time a start. `crowds.py` has the others."""
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Callable

import crowds
from clients import download, get, keep_alive, wrk
from data import Scale
from process import Server


@dataclass(frozen=True)
class Context:
    """What all workloads go by."""
    root: Path
    work: Path
    scale: Scale
    seconds: float      # of each measured load
    warm: float         # of the same load before it; `cold` has none
    starts: int         # starts and stops a round
    soak_seconds: float

    def warming(self, server):
        """Only a JVM is the better for more than two seconds."""
        return self.warm if server.peer.jvm else min(self.warm, 2)


@dataclass(frozen=True)
class Workload:
    name: str
    about: str
    run: Callable           # (context, server), or (context, peer) where it starts a server of its own; {key: number}
    fresh: bool = False     # starts servers of its own
    once: bool = False      # exact, or nearly: one round of it has to do


def named(prefix, values, *keys):
    """The chosen values under names that say of which workload they are."""
    return {f"{prefix}_{key}": values[key] for key in keys if key in values}


def load(name, path, connections, *mode, close=False, keys=("cpu_us", "rps", "errors")):
    """A workload that is one load by wrk."""
    def run(context, server):
        words = [m(context.scale) if callable(m) else m for m in mode]
        if context.warm:
            wrk(server, path, connections, context.warming(server), *words, close=close)
        return named(name, wrk(server, path, connections, context.seconds, *words, close=close), *keys)
    return run


def start(context, peer):
    starts, cpus, stops = [], [], []
    for _ in range(context.starts):
        server = Server(peer, context.root, context.work, logged=None)
        starts.append(server.start_ms)
        cpus.append(server.start_cpu_ms)
        time.sleep(1)
        stops.append(server.stop())
    return {"start_ms": median(starts), "start_cpu_ms": median(cpus), "stop_ms": median(stops)}


def cold(context, peer):
    """The load that a server meets when it has just started; the start itself is not in it."""
    with Server(peer, context.root, context.work) as server:
        return named("cold", wrk(server, "/1k.bin", 64, min(2, 2 * context.seconds)), "rps", "cpu_us", "errors")


def memory(context, peer):
    with Server(peer, context.root, context.work, logged=None) as server:
        time.sleep(min(6, 3 * context.seconds))     # some do more after they have begun to answer
        out, seen = {"start_pss_mb": server.pss(), "start_rss_mb": server.rss()}, [0]
        wrk(server, "/1k.bin", 64, context.warm + context.seconds, watch=lambda: seen.append(server.pss()))
        return out | {"load_pss_mb": max(seen)}


def listings(context, peer):
    """The first listing of all is that of a server which did nothing before: how much memory does it take over idle?"""
    *_, middle, long = context.scale.lists
    with Server(peer, context.root, context.work) as server:
        get(server, f"/list/{context.scale.lists[0]}/")
        time.sleep(min(0.5, context.seconds))
        server.forget_peak()
        idle = server.rss()
        for entries in middle, long:
            page = subprocess.run(["curl", "-s", f"{server.url}/list/{entries}/"], capture_output=True).stdout
            if len(re.findall(rb"""href="[^"]*entry-\d+\.txt""", page)) != entries:
                return {}       # no listing, or one that is cut
        out = {"list_first_over_idle_mb": server.peak() - idle}
        until = time.monotonic() + context.warm
        while time.monotonic() < until:
            get(server, f"/list/{middle}/")
        for entries, label, tries in (middle, "list1000", 15), (long, "list100000", 3):
            cpu = server.cpu()
            got = [get(server, f"/list/{entries}/", sought=b"entry-") for _ in range(tries)]
            out |= {f"{label}_cpu_ms": (server.cpu() - cpu) / tries * 1000, f"{label}_first_ms": median(g[0] for g in got) * 1000,
                    f"{label}_total_ms": median(g[1] for g in got) * 1000, f"{label}_kb": got[0][2] / 1024}
        return out | {"list_peak_over_idle_mb": server.peak() - idle}


def ranges(context, server):
    if get(server, "/big.bin", b"Range: bytes=70000-135535\r\n")[2] != 65536:
        return {}       # it sends the whole
    return load("ranges", "/big.bin", 16, "range", lambda scale: scale.big, 65536)(context, server)


def big(name, fetch, tries):
    """Downloads of the big file: fetch(server) returns (seconds, bytes)."""
    def run(context, server):
        fetch(server)
        cpus, rates = [], []
        for _ in range(tries):
            cpu = server.cpu()
            took, size = fetch(server)
            cpus.append((server.cpu() - cpu) / size * 1e9)
            rates.append(size / 1e9 / took)
        return {f"{name}_cpu_s_gb": median(cpus), f"{name}_gbs": median(rates)}
    return run


def system_calls(context, server):
    """
    Counted by strace for a number of requests on one connection and for three times as many: the difference is theirs. What
    else happened during the first count only, as a JVM's compiler at work, is no saving of theirs.
    """
    if context.warm:
        wrk(server, "/1k.bin", 1, context.warm)
    counts = [traced(server, context, n * context.scale.traced) for n in (1, 3)]
    per = {name: max(0, n - counts[0].get(name, 0)) / 2 / context.scale.traced for name, n in counts[1].items()}
    print("   ", ", ".join(f"{name} {n:.2f}" for name, n in sorted(per.items(), key=lambda e: -e[1]) if n >= 0.02), flush=True)
    return {"syscalls": sum(per.values())}


def traced(server, context, requests):
    summary = Path(context.work, "strace.txt")
    pids = [word for pid in server.pids() for word in ("-p", str(pid))]
    with subprocess.Popen(["strace", "-f", "-c", "-o", str(summary), *pids], stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as tracer:
        try:
            line = tracer.stderr.readline()
            if "attached" not in line:
                raise RuntimeError(f"strace: {line.strip()}")
            time.sleep(0.3)     # all threads are attached by then
            keep_alive(server, "/1k.bin", requests)
        finally:
            tracer.terminate()
            tracer.communicate(timeout=20)
    rows = (line.split() for line in summary.read_text().splitlines())
    return {row[-1]: int(row[3]) for row in rows if len(row) >= 5 and row[3].isdigit() and row[-1] != "total"}


STARTING = [
    Workload("start", "start to the first 200, CPU by then, SIGTERM to exit when idle", start, fresh=True),
    Workload("cold", "1 KiB, 64 connections, in the first 2 s after start", cold, fresh=True),
    Workload("memory", "memory after start, and with 64 connections that ask", memory, fresh=True, once=True),
    Workload("list", "listings, and the memory that they take over idle", listings, fresh=True),
    Workload("idle", "connections without a request, 1,000 and 10,000", crowds.idle, fresh=True, once=True),
    Workload("fair", "p99 of 1 KiB for 8 connections: alone, and beside a download, 50 slow readers, endless listings of 100,000",
             crowds.fairness, fresh=True),
    Workload("logged", "1 KiB, 64 connections, with an access log", crowds.logged, fresh=True),
    Workload("soak", "small files, ranges, listings and misses for long; what grows", crowds.soak, fresh=True, once=True),
]
RUNNING = [
    Workload("small", "1 KiB, 64 connections", load("small", "/1k.bin", 64)),
    Workload("c1", "1 KiB, one connection", load("c1", "/1k.bin", 1, keys=("cpu_us", "p50_us", "p99_us"))),
    Workload("syscalls", "system calls per 1 KiB request on one connection", system_calls, once=True),
    Workload("spread", "10,000 files of 1 to 4 KiB, 64 connections",
             load("spread", "/", 64, "spread", lambda scale: scale.spread)),
    Workload("100k", "100 KiB, 64 connections", load("100k", "/100k.bin", 64)),
    Workload("ranges", "random 64 KiB of 1 GiB, 16 connections", ranges),
    Workload("churn", "1 KiB, a connection for each request", load("churn", "/1k.bin", 64, close=True)),
    Workload("drain", "1 GiB, one stream, thrown away in the client's kernel", big("drain", lambda server: get(server, "/big.bin")[1:], 5)),
    Workload("big", "1 GiB by one curl", big("big", lambda server: download(server, "/big.bin", 1), 5)),
    Workload("big8", "1 GiB by each of eight curls at once", big("big8", lambda server: download(server, "/big.bin", 8), 1)),
]
