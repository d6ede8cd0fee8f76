package io.vmshare.path;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the raw path of a request to its names. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestPathBenchmark {

    private String shallow = "/1k.bin";
    private String deep = "/dists/trixie/main/binary-amd64/by-hash/SHA256/0123456789abcdef0123456789abcdef";
    private String encoded = "/a%20folder/%C3%BCber%20uns%23%3F.html";

    @Benchmark
    public RequestPath shallow() {
        return RequestPath.parse(shallow);
    }

    @Benchmark
    public RequestPath deep() {
        return RequestPath.parse(deep);
    }

    @Benchmark
    public RequestPath encoded() {
        return RequestPath.parse(encoded);
    }
}
