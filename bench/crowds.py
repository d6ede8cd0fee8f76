"""The workloads of many clients, and of clients that stand in each other's way."""
import re
import resource
import subprocess
import time
from statistics import median

from clients import drain, hold, meanwhile, read_slowly, still_open, wrk
from process import Server


def idle(context, peer):
    """Connections that wait for their next request, and a small load while they are held."""
    held, out = [], {}
    with Server(peer, context.root, context.work) as server:
        try:
            for count, label in zip(context.scale.idle, ("idle1000", "idle10000")):
                hold(server, min(count, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200), held)
                time.sleep(min(1, context.seconds))
                out["idle_open"] = still_open(held)
                if out["idle_open"] == count:
                    out[f"{label}_pss_mb"] = server.pss()
            got = wrk(server, "/1k.bin", 16, context.seconds)
            return out | {f"idle_{key}": got[key] for key in ("cpu_us", "p99_us") if key in got}
        finally:
            for s in held:
                s.close()


def fairness(context, peer):
    """The p99 of eight clients of small files beside others, and as many times alone in between.

    Each rests between its requests: with both cores busy by themselves, the p99 would tell of the scheduler alone."""
    with Server(peer, context.root, context.work) as server:
        def p99():
            return wrk(server, "/1k.bin", 8, context.seconds, "paced", 10)["p99_us"]

        long = f"/list/{context.scale.lists[-1]}/"
        others = (("download", drain, "/huge.bin"), ("slow", read_slowly, "/huge.bin", context.scale.slow_readers),
                  ("list", drain, long))
        wrk(server, "/1k.bin", 8, context.warm)
        alone, beside = [], {}
        for name, task, *arguments in others * context.scale.passes:
            alone.append(p99())
            try:
                with meanwhile(task, server, *arguments):
                    time.sleep(min(0.3, context.seconds))
                    beside.setdefault(name, []).append(p99())
            except (OSError, RuntimeError, KeyError) as e:
                beside.pop(name, None)
                print(f"    {peer.name} beside {name}: {type(e).__name__} {e}", flush=True)
    out = {"fair_alone_p99_us": median(alone)}
    for name, values in beside.items():
        out |= {f"fair_{name}_p99_us": median(values), f"fair_{name}_times": median(values) / median(alone)}
    return out


def soak(context, peer):
    """A mixture of small files, ranges, listings and names that do not exist; what grows in the last two thirds of it?"""
    options = ["-XX:NativeMemoryTracking=summary"] if peer.jvm else []
    mixture = ("mix", context.scale.spread, context.scale.big, 65536, context.scale.lists[1])
    with Server(peer, context.root, context.work, options=options) as server:
        before = wrk(server, "/1k.bin", 32, context.soak_seconds / 3, *mixture, expect_errors=True)
        pss, direct = server.pss(), direct_memory(server)
        after = wrk(server, "/1k.bin", 32, context.soak_seconds * 2 / 3, *mixture, expect_errors=True)
        out = {"soak_requests": before["requests"] + after["requests"], "soak_pss_mb": server.pss(),
               "soak_pss_growth_mb": server.pss() - pss, "soak_errors": before["errors"] + after["errors"]}
        return out | ({"soak_direct_growth_mb": direct_memory(server) - direct} if direct is not None else {})


def direct_memory(server):
    """MiB that a JVM holds outside its heap for direct buffers, which native memory tracking counts as `Other`."""
    if not server.peer.jvm:
        return None
    command = [str(server.peer.jvm / "bin/jcmd"), str(server.process.pid), "VM.native_memory", "summary", "scale=KB"]
    text = subprocess.run(command, capture_output=True, text=True, timeout=30).stdout
    if "Total:" not in text:
        raise RuntimeError("jcmd told nothing of native memory")
    found = re.search(r"-\s+Other \(reserved=\d+KB, committed=(\d+)KB", text)
    return int(found[1]) / 1024 if found else 0.0


def logged(context, peer):
    """1 KiB with 64 connections, each request written to an access log."""
    if not peer.logs:
        return {}
    with Server(peer, context.root, context.work, logged=True) as server:
        wrk(server, "/1k.bin", 64, context.warm)
        got = wrk(server, "/1k.bin", 64, context.seconds)
        return {f"logged_{key}": got[key] for key in ("cpu_us", "rps", "errors")}
