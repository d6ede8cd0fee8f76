package io.vmshare.listing;

import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A thousand entries put in order, and as rows of the plain listing; no file system takes part. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ListingBenchmark {

    private static final int ENTRIES = 1000;

    private final List<Name> plain = new ArrayList<>();
    private final List<Name> hostile = new ArrayList<>();
    private final EntryFacts facts =
            new EntryFacts(false, 123_456_789, FileTime.from(Instant.parse("2026-11-23T06:33:59Z")));

    @Setup
    public void names() {
        for (int i = 0; i < ENTRIES; i++) {
            plain.add(Name.ofText("entry-" + i + ".txt"));
            hostile.add(Name.ofText("<b>ünï " + i + "</b> & \"more\".txt"));
        }
        Collections.shuffle(plain, new Random(6));
    }

    @Benchmark
    public int[] order() {
        return EntryOrder.of(NameList.of(plain));
    }

    @Benchmark
    public StringBuilder plainNames() {
        return rows(plain);
    }

    @Benchmark
    public StringBuilder namesToEscape() {
        return rows(hostile);
    }

    private StringBuilder rows(List<Name> names) {
        StringBuilder page = new StringBuilder(ENTRIES * 160);
        for (Name name : names) {
            HtmlListing.renderEntry(page, name, facts);
        }
        return page;
    }
}
