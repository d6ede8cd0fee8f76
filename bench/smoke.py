"""Whether all of it works: no figure of a smoke means anything, but each must be there and possible."""

# suffix of the key, least and most that is possible at all on a slow and busy machine, whose kernel may take memory back meanwhile
POSSIBLE = (
    ("_growth_mb", -1000, 2000), ("over_idle_mb", -1000, 4000), ("_mb", 0.05, 8000), ("stop_ms", 0.01, 15_000), ("_cpu_ms", 0.001, 60_000),
    ("_ms", 0.001, 60_000), ("_cpu_us", 0.5, 100_000), ("_us", 1, 10_000_000), ("_rps", 5, 2_000_000), ("_cpu_s_gb", 0.001, 500),
    ("_gbs", 0.001, 100), ("_kb", 10, 100_000), ("_open", 1, 20_000), ("_times", 0.001, 10_000), ("syscalls", 2, 300), ("requests", 5, 1e7),
    ("errors", 0, 0),
)
# what a peer cannot do, or does not show
LACKING = {("python", "ranges"), ("python", "syscalls"), ("python", "logged")}


def faults(results, workloads, servers):
    """What is missing or impossible, in words; nothing if all is well."""
    found = []
    for server in servers:
        for workload in workloads:
            if not results.has(workload.name, server) and (server, workload.name) not in LACKING:
                found.append(f"{server}: nothing of {workload.name}")
        for key, values in results.values[server].items():
            least, most = next((low, high) for suffix, low, high in POSSIBLE if key.endswith(suffix))
            if not all(least <= value <= most for value in values):
                found.append(f"{server}: {key} is {values}, which is not between {least:g} and {most:g}")
    return found
