"""python3 -m unittest discover bench"""
import unittest
from types import SimpleNamespace

import bench
import hold
import report
import servers
import smoke


def measured(**servers_and_values):
    """Results of two workloads, a figure of small and one of start, in the order of (small, start)."""
    results = report.Results()
    for name, rounds in servers_and_values.items():
        for small, start in rounds:
            results.note("small", name, {"small_cpu_us": small, "small_rps": 1e6 / small, "small_errors": 0})
            results.note("start", name, {"start_ms": start})
    return results


class ReportTest(unittest.TestCase):

    RESULTS = measured(nginx=[(20, 10), (40, 12), (21, 11)], lighttpd=[(10, 2)], ours=[(30, 55), (28, 50)])

    def test_median_oneRoundApart_isNotMoved(self):
        self.assertEqual(21, self.RESULTS.median("nginx", "small_cpu_us"))
        self.assertIsNone(self.RESULTS.median("nginx", "stop_ms"))

    def test_best_costsAndRates_isTheLeastAndTheMostOfTheOthers(self):
        self.assertEqual(10, self.RESULTS.best("small_cpu_us", {"ours"}))
        self.assertEqual(1e5, self.RESULTS.best("small_rps", {"ours"}))
        self.assertIsNone(self.RESULTS.best("stop_ms", {"ours"}))

    def test_table_cells_areMedianAndTimesBestAndTimesNginx(self):
        lines = report.table(self.RESULTS, "small", self.RESULTS.groups["small"], {"ours"})
        self.assertEqual("| server | CPU us/request | requests/s ↑ |", lines[0])
        self.assertTrue(lines[-1].startswith("| ours | 29.0 (2.90; 1.38) |"), lines[-1])

    def test_table_errorsOnTheWay_areMarked(self):
        results = measured(nginx=[(20, 10)])
        results.note("small", "nginx", {"small_errors": 3})
        results.note("small", "nginx", {"small_errors": 3})
        self.assertTrue(report.table(results, "small", results.groups["small"], set())[-1].endswith(" ! |"))


class HoldTest(unittest.TestCase):

    def test_verdict_boundsIncluded(self):
        cost, rate = hold.Row("", "", "", 1.2, 1), hold.Row("", "", "", 0.3, 1, rate=True)
        for row, value, said in ((cost, 1, "aim"), (cost, 1.01, "must"), (cost, 1.2, "must"), (cost, 1.21, "**missed**"),
                                 (rate, 1, "aim"), (rate, 0.99, "must"), (rate, 0.3, "must"), (rate, 0.29, "**missed**")):
            self.assertEqual(said, hold.verdict(row, value), value)
        self.assertEqual("short", hold.verdict(hold.Row("", "", "", hold.NONE, 1), 5))

    def test_figure_isARatioToThePeerOrToTheBest(self):
        results = measured(nginx=[(20, 10)], lighttpd=[(10, 2)], share=[(30, 55)])
        self.assertEqual(1.5, hold.figure(results, hold.Row("", "small_cpu_us", "nginx", 1, 1), "share", {"share"}))
        self.assertEqual(3, hold.figure(results, hold.Row("", "small_cpu_us", "best", 1, 1), "share", {"share"}))
        self.assertEqual(55, hold.figure(results, hold.Row("", "start_ms", "", 1, 1), "share", {"share"}))
        self.assertIsNone(hold.figure(results, hold.Row("", "start_ms", "caddy", 1, 1), "share", {"share"}))

    def test_rows_eachKeyIsOneThatAWorkloadGives(self):
        known = ("small", "syscalls", "spread", "100k", "ranges", "drain", "big", "list", "stop", "start", "idle", "cold", "fair", "soak")
        for row in hold.ROWS:
            self.assertTrue(row.key.startswith(known), row.key)


class BenchTest(unittest.TestCase):

    def test_told_absolutePaths_areNamesOnly(self):
        self.assertEqual("python3 bench/bench.py --out figures --jar share.jar",
                         bench.told(["--out", "/a/b/figures", "--jar", "/c/share.jar"]))
        self.assertEqual("python3 bench/bench.py --out bench/results/all", bench.told(["--out", "bench/results/all"]))
        self.assertNotIn("/home", bench.told(["--add", "share-b=java -jar /home/me/b.jar {root}"]))

    def test_chosen_patterns_selectAndUnknownOnesAreTold(self):
        all_of_them = [SimpleNamespace(name=n) for n in ("nginx", "share-17", "share-exe-17")]
        self.assertEqual(all_of_them, bench.chosen(all_of_them, ""))
        self.assertEqual(["share-17"], [x.name for x in bench.chosen(all_of_them, "share-[0-9]*")])
        self.assertEqual(["nginx"], [x.name for x in bench.chosen(all_of_them, "", "share-*")])
        with self.assertRaisesRegex(SystemExit, "not there: caddy"):
            bench.chosen(all_of_them, "caddy")

    def test_added_template_isFilledIn(self):
        peer = servers.added("share-b=java -jar b.jar --access-log {log} -p {port} {root}")
        self.assertTrue(peer.ours and peer.logs)
        self.assertEqual("java -jar b.jar --access-log none -p 80 /srv".split(), peer.command("/srv", 80, "", False, ()))


class SmokeTest(unittest.TestCase):

    WORKLOADS = [SimpleNamespace(name=n) for n in ("small", "start")]

    def test_faults_allThere_areNone(self):
        self.assertEqual([], smoke.faults(measured(nginx=[(20, 10)]), self.WORKLOADS, ["nginx"]))

    def test_faults_missingOrImpossible_areTold(self):
        results = measured(nginx=[(20, 0)])
        results.values["share"] = {}
        found = smoke.faults(results, self.WORKLOADS, ["nginx", "share"])
        self.assertEqual(["nginx: start_ms is [0], which is not between 0.001 and 60000", "share: nothing of small",
                          "share: nothing of start"], found)


if __name__ == "__main__":
    unittest.main()
