#!/usr/bin/env python3
"""Measures file servers side by side on 127.0.0.1; README.md explains.

python3 bench.py [--servers a,b] [--work small,start,...] [--rounds 5] [--out results/NAME]
                 [--add 'NAME=command with {root} and {port}'] [--smoke] [--list]"""
import argparse
import fnmatch
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import data
import report
import servers
import smoke
from process import Server
from workloads import RUNNING, STARTING, Context

HERE = Path(__file__).resolve().parent
FAILURES = (RuntimeError, ValueError, OSError, IndexError, subprocess.SubprocessError)


def options(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--servers", default="", help="names such as nginx,share-*; default: all that were found")
    add("--work", default="", help="workloads, separated by commas; default: all")
    add("--skip", default="", help="workloads that are left out")
    add("--rounds", type=int, default=5)
    add("--seconds", type=float, default=3, help="of each measured load")
    add("--warm", type=float, default=5, help="seconds of the same load before it")
    add("--starts", type=int, default=3, help="starts of each server a round")
    add("--soak", type=float, default=30, help="seconds of the soak")
    add("--out", default="", help="writes OUT.md and OUT.json")
    add("--title", default="File servers side by side")
    add("--java", type=Path, action="append", metavar="HOME", help="a JDK for what runs on one; repeatable; default: all found")
    add("--jar", type=Path, default=HERE.parent / "cli/target/share.jar", help="ours")
    add("--add", action="append", default=[], metavar="NAME=COMMAND", help="one more server; repeatable")
    add("--data", type=Path, default=None, help="where the files to serve are made and kept")
    add("--smoke", action="store_true", help="whether all of it works: tiny files, short loads, figures that mean nothing")
    add("--list", action="store_true", help="the servers found, and the workloads")
    return parser.parse_args(words)


def chosen(all_of_them, wanted, unwanted=""):
    """Those whose names match one of the wanted patterns, if there are any, and none of the unwanted."""
    patterns = [p for p in wanted.split(",") if p]
    for pattern in patterns:
        if not fnmatch.filter([x.name for x in all_of_them], pattern):
            raise SystemExit(f"bench: not there: {pattern}; --list says what is")

    def matches(name, some):
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in some)
    return [x for x in all_of_them if matches(x.name, patterns or "*") and not matches(x.name, unwanted.split(","))]


def told(words):
    """The command as it may be published: of absolute paths only the names."""
    return re.sub(r"(?<![\w{}.])/(?:[^\s/=']+/)+", "", shlex.join(["python3", "bench/bench.py", *words]))


def allow_files(count):
    for limit in resource.getrlimit(resource.RLIMIT_NOFILE)[1], count:      # root may raise it
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (limit, max(limit, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))


class Run:
    """All rounds of one call."""

    def __init__(self, context, peers, workloads):
        self.context, self.peers, self.workloads = context, peers, workloads
        self.results, self.began = report.Results(), time.monotonic()

    def attempt(self, workload, peer, subject):
        """One workload on one server; what fails is told and left out."""
        if workload.once and self.results.has(workload.name, peer.name):
            return
        try:
            values = workload.run(self.context, subject)
        except FAILURES as e:
            print(f"{workload.name} {peer.name}: {type(e).__name__} {e}", flush=True)
            return
        self.results.note(workload.name, peer.name, values)
        shown = " ".join(f"{key}={value:.4g}" for key, value in values.items())
        print(f"{time.monotonic() - self.began:6.0f}s {workload.name:9} {peer.name:14} {shown}", flush=True)

    def round(self, number):
        """Every workload on every server in turn, so that a noisy minute meets all of them; the order rotates."""
        self.results.load.append(round(os.getloadavg()[0], 1))
        for peer in self.peers:
            self.results.values.setdefault(peer.name, {})
        turn = number % len(self.peers)
        order = self.peers[turn:] + self.peers[:turn]
        for workload in [w for w in self.workloads if w.fresh]:
            for peer in order:
                self.attempt(workload, peer, peer)
        running = [w for w in self.workloads if not w.fresh]
        with ExitStack() as stack:
            up = []
            for peer in order if running else []:
                try:
                    up.append(stack.enter_context(Server(peer, self.context.root, self.context.work)))
                except FAILURES as e:
                    print(f"{peer.name}: {type(e).__name__} {e}", flush=True)
            for workload in running:
                for server in up:
                    self.attempt(workload, server.peer, server)


def main(words):
    asked = options(words)
    if asked.smoke:
        asked.rounds, asked.seconds, asked.warm, asked.starts, asked.soak = 1, 0.2, 0, 1, 0.9
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    allow_files(50_000)
    peers = [*chosen(servers.everything(asked.jar.resolve(), servers.jdks(asked.java)), asked.servers), *map(servers.added, asked.add)]
    workloads = chosen([*STARTING, *RUNNING], asked.work, asked.skip)
    if asked.list:
        print("servers:", *(p.name for p in peers))
        print(*(f"{w.name:10} {w.about}" for w in workloads), sep="\n")
        return 0
    work = Path(tempfile.mkdtemp(prefix="share-bench-"))
    work.chmod(0o755)
    scale = data.SMALL if asked.smoke else data.FULL
    root = (asked.data or Path(tempfile.gettempdir(), "share-bench-data")) / scale.name
    try:
        data.make(root, scale)
        context = Context(root, work, scale, asked.seconds, asked.warm, asked.starts, asked.soak)
        run = Run(context, peers, workloads)
        for peer in peers:
            if peer.prepare:
                peer.prepare(peer, root, work)
        settings = {"title": asked.title, "command": told(words), "date": report.today(),
                    "rounds": 0, "seconds": asked.seconds, "warm": asked.warm}
        versions, ours = {p.name: servers.version(p) + p.note for p in peers}, {p.name for p in peers if p.ours}
        if ours & {p.name for p in peers if p.jvm}:
            versions["share.jar"] = servers.identity(asked.jar)
        for number in range(asked.rounds):
            run.round(number)
            settings["rounds"] = number + 1
            text = report.write(Path(asked.out), run.results, settings, versions, ours) if asked.out else \
                report.render(run.results, settings, versions, ours)
        print(text)
        if asked.smoke:
            found = smoke.faults(run.results, workloads, [p.name for p in peers])
            print("\n".join(f"smoke: {fault}" for fault in found) or f"smoke: well, {time.monotonic() - run.began:.0f} s")
            return 1 if found else 0
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
