"""The figures to hold: what share must reach, and aims at, against one peer in the same run."""
from dataclasses import dataclass


NONE = float("inf")         # no bound


@dataclass(frozen=True)
class Row:
    about: str
    key: str
    against: str            # a peer; "best" for the best of all; "" where the bounds are absolute
    must: float
    aim: float
    forms: tuple = ("share-",)          # whose names begin so
    rate: bool = False                  # more is better, so the bounds are floors


PLAIN, EXE, EXE_25, EXE_17 = ("share-17", "share-25"), ("share-exe",), ("share-exe-25",), ("share-exe-17",)
ROWS = [
    Row("1 KiB warm: CPU per request", "small_cpu_us", "nginx", 1.2, 1),
    Row("... of the best", "small_cpu_us", "best", NONE, 1),
    Row("system calls per warm 1 KiB request", "syscalls", "", 5, 4),
    Row("10,000 small files: CPU per request", "spread_cpu_us", "nginx", 1.5, 1),
    Row("100 KiB: CPU per request", "100k_cpu_us", "nginx", 1.6, 1),
    Row("64 KiB ranges: CPU per request", "ranges_cpu_us", "nginx", 1.6, 1),
    Row("1 GiB, one stream: CPU per GB", "drain_cpu_s_gb", "nginx", 1.3, 1),
    Row("1 GiB, one curl: CPU per GB", "big_cpu_s_gb", "nginx", 1.3, 1),
    Row("... rate", "big_gbs", "best", 0.8, 1, rate=True),
    Row("1 GiB, eight curls: CPU per GB", "big8_cpu_s_gb", "nginx", 1.3, 1),
    Row("... rate", "big8_gbs", "best", 0.8, 1, rate=True),
    Row("listing of 1,000: first entry", "list1000_first_ms", "nginx", 1.5, 1),
    Row("... total", "list1000_total_ms", "nginx", 2.5, 1),
    Row("listing of 100,000: first entry", "list100000_first_ms", "nginx", 1.5, 1),
    Row("... total", "list100000_total_ms", "nginx", 2.5, 1),
    Row("... the first one's peak memory over idle, MiB", "list_first_over_idle_mb", "", 20, 20),
    Row("... the same of many", "list_peak_over_idle_mb", "", NONE, 20),
    Row("SIGTERM to exit, idle, ms", "stop_ms", "", 60, 20),
    Row("PSS idle after start, MiB", "start_pss_mb", "", 50, 30, EXE),
    Row("10,000 idle connections held", "idle_open", "", 10_000, 10_000, rate=True),
    Row("... PSS against caddy's", "idle10000_pss_mb", "caddy", 0.5, 0.5),
    Row("... PSS, MiB", "idle10000_pss_mb", "", 100, 60, EXE),
    Row("start, java -jar", "start_ms", "jwebserver-25", 2, 1, PLAIN),
    Row("start, executable, JDK 25", "start_ms", "python", 3, 1, EXE_25),
    Row("start, executable, JDK 17", "start_ms", "python", 4, 1, EXE_17),
    Row("first 2 s after start: rate", "cold_rps", "nginx", 0.3, 1, rate=True),
    Row("p99 of small requests beside a download, times alone", "fair_download_times", "", 2, 2),
    Row("... beside slow readers", "fair_slow_times", "", 2, 2),
    Row("... beside listings of 100,000", "fair_list_times", "", 2, 2),
    Row("growth of direct memory in the soak, MiB", "soak_direct_growth_mb", "", 1, 0),
]


def figure(results, row, server, ours):
    """Ours as a ratio to the peer's, or as it is; None when either was not measured."""
    value = results.median(server, row.key)
    if value is None or not row.against:
        return value
    other = results.best(row.key, ours) if row.against == "best" else results.median(row.against, row.key)
    return value / other if other else None


def verdict(row, value):
    """What the figure reaches, as it is shown: with two places."""
    def within(bound):
        return round(value, 2) >= bound if row.rate else round(value, 2) <= bound
    if within(row.aim):
        return "aim"
    if row.must == NONE:
        return "short"
    return "must" if within(row.must) else "**missed**"


def table(results, ours):
    """One column for each of our servers: the figure, and whether it keeps the Must or reaches the Aim."""
    servers = [s for s in results.values if s in ours]
    lines = []
    for row in ROWS:
        cells = []
        for server in servers:
            ours_here = any(server.startswith(form) for form in row.forms)
            value = figure(results, row, server, ours) if ours_here else None
            cells.append("" if value is None else f"{value:,.2f} {verdict(row, value)}")
        if any(cells):
            sign = "≥" if row.rate else "≤"
            against = f" × {row.against}" if row.against else ""
            must = "" if row.must == NONE else f"{sign} {row.must:,g}{against}"
            lines.append(f"| {row.about} | {must} | {sign} {row.aim:,g}{against} | {' | '.join(cells)} |")
    if lines:
        lines = [f"| | Must | Aim | {' | '.join(servers)} |", "|---" * (len(servers) + 3) + "|", *lines]
    return lines
