package io.vmshare.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

/** The parsers that a request meets, on what curl, a browser and a download in segments send. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParserBenchmark {

    private static final HeadLimits LIMITS = new HeadLimits(8 << 10, 32 << 10, 200);

    // What is parsed is read from fields that are not final, so that the compiler cannot know it.
    private byte[] headOfCurl = bytes("""
            GET /iso/debian-13.1.0-amd64-netinst.iso HTTP/1.1
            Host: 10.0.2.2:8000
            User-Agent: curl/8.14.1
            Accept: */*

            """);
    private byte[] headOfBrowser = bytes("""
            GET /a%20folder/%C3%BCber%20uns.html?list=json HTTP/1.1
            Host: 192.168.122.1:8000
            User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
            Accept-Language: en-US,en;q=0.5
            Accept-Encoding: gzip, deflate
            Connection: keep-alive
            Upgrade-Insecure-Requests: 1
            If-Modified-Since: Mon, 23 Nov 2026 06:33:59 GMT
            If-None-Match: "18f-5f2a1b3c4d5e6"
            Priority: u=0, i

            """);
    private String date = "Mon, 23 Nov 2026 06:33:59 GMT";
    private Instant instant = Instant.parse("2026-11-23T06:33:59Z");
    private String tag = "\"18f-5f2a1b3c4d5e6\"";
    private String tags = "\"18f-5f2a1b3c4d5e6\", W/\"1a0-5f2a1b3c4d5e7\", \"1a1-5f2a1b3c4d5e8\"";
    private String range = "bytes=1048576-2097151";
    private String ranges = "bytes=0-99,200-299,400-499,-100";
    private long length = 1L << 30;

    @Benchmark
    public RequestHead headOfCurl() {
        return RequestHead.parse(headOfCurl, 0, headOfCurl.length, LIMITS);
    }

    @Benchmark
    public RequestHead headOfBrowser() {
        return RequestHead.parse(headOfBrowser, 0, headOfBrowser.length, LIMITS);
    }

    @Benchmark
    public Optional<Instant> dateParsed() {
        return HttpDate.parse(date);
    }

    @Benchmark
    public String dateRendered() {
        return HttpDate.render(instant);
    }

    @Benchmark
    public List<EntityTag> oneTag() {
        return EntityTag.parseList(tag);
    }

    @Benchmark
    public List<EntityTag> threeTags() {
        return EntityTag.parseList(tags);
    }

    @Benchmark
    public RangeSelection oneRange() {
        return RangeSelection.of(range, length);
    }

    @Benchmark
    public RangeSelection fourRanges() {
        return RangeSelection.of(ranges, length);
    }

    private static byte[] bytes(String lines) {
        return lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
