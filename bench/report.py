"""The values of all rounds, as tables: medians, and how many times the best peer's and nginx's they are."""
import json
import os
import platform
import time
from statistics import median

import hold
from workloads import RUNNING, STARTING

HIGHER_IS_BETTER = ("rps", "_gbs", "_open", "_rate")
WITHOUT_RATIO = ("_kb", "errors", "requests", "_times", "growth_mb", "_open")
UNITS = (("_cpu_us", "CPU us/request"), ("_cpu_s_gb", "CPU s/GB"), ("_cpu_ms", "CPU ms"), ("_us", "us"), ("_ms", "ms"),
         ("_mb", "MiB"), ("_gbs", "GB/s"), ("_rps", "requests/s"), ("_kb", "KiB"), ("_open", "held"),
         ("_times", "times"))


class Results:
    """What was measured: {server: {key: [value of each round]}}, and which workload each key is of."""

    def __init__(self):
        self.values, self.groups, self.load = {}, {}, []

    def note(self, workload, server, values):
        row = self.values.setdefault(server, {})
        for key, value in values.items():
            row.setdefault(key, []).append(round(value, 5))
            keys = self.groups.setdefault(workload, [])
            if key not in keys:
                keys.append(key)

    def has(self, workload, server):
        return bool(self.values.get(server, {}).keys() & set(self.groups.get(workload, [])))

    def median(self, server, key):
        values = self.values.get(server, {}).get(key)
        return median(values) if values else None

    def best(self, key, ours):
        """The best of the others, or None."""
        values = [v for n in self.values if n not in ours and (v := self.median(n, key))]
        return (max if key.endswith(HIGHER_IS_BETTER) else min)(values) if values else None

    def ratio(self, server, key, against):
        a, b = self.median(server, key), self.median(against, key)
        return a / b if a is not None and b else None


def number(value):
    if value is None:
        return "-"
    return f"{value:,.{0 if abs(value) >= 100 else 3 if abs(value) < 1 else 1}f}"


def heading(key, workload):
    """`small_cpu_us` of the workload `small` is `CPU us/request`."""
    for suffix, unit in UNITS:
        if key.endswith(suffix):
            rest = key[:-len(suffix)].removeprefix(workload).strip("_").replace("_", " ")
            return f"{rest} {unit}".strip() + (" ↑" if key.endswith(HIGHER_IS_BETTER) else "")
    return key.replace("_", " ")


def table(results, workload, keys, ours):
    keys = [k for k in keys if not k.endswith("errors")]
    lines = [f"| server | {' | '.join(heading(k, workload) for k in keys)} |", "|---" + "|--:" * len(keys) + "|"]
    for server, row in results.values.items():
        if not row.keys() & set(keys):
            continue
        cells = []
        for key in keys:
            value = results.median(server, key)
            cell = number(value)
            best, nginx = results.best(key, ours), results.median("nginx", key)
            if value is not None and best and not key.endswith(WITHOUT_RATIO):
                cell += f" ({value / best:.2f}{f'; {value / nginx:.2f}' if nginx else ''})"
            if key.endswith("_rps") and results.median(server, key[:-3] + "errors"):
                cell += " !"
            cells.append(cell)
        lines.append(f"| {server} | {' | '.join(cells)} |")
    return lines


def render(results, settings, versions, ours):
    """The page that is committed."""
    lines = [f"# {settings['title']}", "", f"    {settings['command']}", "",
             f"{settings['date']}. {os.cpu_count()} cores, shared, Linux {platform.release().split('-')[0]}; load average as each "
             f"round began: {', '.join(map(str, results.load))}. {settings['rounds']} rounds of {settings['seconds']:g} s a load, each "
             f"after {settings['warm']:g} s of the same load (2 at most for what runs on no JVM).", "",
             "Medians of the rounds; in brackets how many times the best peer's value, then nginx's, that is. For rates (↑) more "
             "is better, for all else less. `!`: errors or timeouts on the way; `-`: not measured, or not to be had.", ""]
    held = hold.table(results, ours)
    if held:
        lines += ["## Held", "", *held, ""]
    for workload in [*STARTING, *RUNNING]:
        if keys := results.groups.get(workload.name):
            lines += [f"## {workload.name}: {workload.about}", "", *table(results, workload.name, keys, ours), ""]
    lines += ["## Versions", "", *(f"- {name}: {text}" for name, text in versions.items())]
    return "\n".join(lines) + "\n"


def write(out, results, settings, versions, ours):
    """Writes OUT.md for readers and OUT.json with every value."""
    text = render(results, settings, versions, ours)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.with_suffix(".md").write_text(text)
    everything = {"settings": settings, "versions": versions, "load": results.load, "groups": results.groups,
                  "values": results.values}
    out.with_suffix(".json").write_text(json.dumps(everything, indent=1) + "\n")
    return text


def today():
    return time.strftime("%Y-%m-%d")
