package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.SlowReader;
import io.vmshare.fixtures.StrictMultipart;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several ranges in one request (RFC 9110 §14.2, §14.6, §15.3.7.2), read with a strict parser. */
@Timeout(60)
class MultipartRangeHttpTest {

    @RegisterExtension
    static final ShareExtension share = ShareExtension.of();

    private static final byte[] BIG = new byte[4_000_000];

    @BeforeAll
    static void fill() throws IOException {
        new Random(7).nextBytes(BIG);
        Files.write(share.root().resolve("big.bin"), BIG);
        Files.write(share.root().resolve("empty.bin"), new byte[0]);
        Files.writeString(share.root().resolve("hello.bin"), "hello, guest\nsee y");
    }

    private static RawHttp.Response get(RawHttp http, String path, String ranges) throws IOException {
        return http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nRange: bytes=" + ranges + "\r\n\r\n")
                .read();
    }

    private static List<StrictMultipart.Part> parts(RawHttp.Response response) throws IOException {
        assertThat(response.status()).isEqualTo(206);
        assertThat(response.field("Content-Range")).isEmpty();
        assertThat(response.field("Content-Length")).contains(String.valueOf(response.body().length));
        return StrictMultipart.parse(response.field("Content-Type").orElseThrow(), response.body());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0-1,5-6                            | 0-1 5-6
            5-6,0-1                            | 5-6 0-1
            0-0,-1                             | 0-0 17-17
            0-1,4-5,16-99                      | 0-1 4-5 16-17
            0-1,8-9,1-3                        | 0-3 8-9
            0-1,18-,5-6                        | 0-1 5-6
            -2,9223372036854775807-,0-1        | 16-17 0-1
            0-1,16-99999999999999999999        | 0-1 16-17
            """)
    void get_ranges_arePartsInOrderCoalesced(String asked, String sent) throws IOException {
        byte[] hello = "hello, guest\nsee y".getBytes(StandardCharsets.US_ASCII);
        try (RawHttp http = share.raw()) {
            List<StrictMultipart.Part> parts = parts(get(http, "/hello.bin", asked));

            assertThat(parts.stream().map(StrictMultipart.Part::range).collect(Collectors.joining(" ")))
                    .isEqualTo(sent);
            for (StrictMultipart.Part part : parts) {
                int first = (int) part.first();
                assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(hello, first, first + part.bytes().length));
                assertThat(part.completeLength()).isEqualTo(18);
                assertThat(part.contentType()).isEqualTo("application/octet-stream");
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            /hello.bin | 0-1,2-3     | 206 | bytes 0-3/18   | 4
            /hello.bin | 0-4,2-6     | 206 | bytes 0-6/18   | 7
            /hello.bin | 20-,5-6     | 206 | bytes 5-6/18   | 2
            /hello.bin | 18-,-0      | 416 | bytes */18     | none
            /hello.bin | 0-,0-       | 200 | none           | 18
            /hello.bin | 0-1,x       | 200 | none           | 18
            /empty.bin | 0-0,-5      | 200 | none           | 0
            /empty.bin | 0-0,1-1     | 416 | bytes */0      | none
            """)
    void get_rangesThatAreOneOrNone_areAnsweredWithoutParts(
            String path, String asked, int status, String contentRange, String length) throws IOException {
        try (RawHttp http = share.raw()) {
            RawHttp.Response response = get(http, path, asked);

            assertThat(response.status()).isEqualTo(status);
            assertThat(response.field("Content-Range")).isEqualTo(java.util.Optional.ofNullable(contentRange));
            if (length != null) {
                assertThat(response.body()).hasSize(Integer.parseInt(length));
            }
        }
    }

    @Test
    void get_asManyRangesAsClientsAskFor_isExact() throws IOException {
        String asked = IntStream.range(0, 256)
                .mapToObj(i -> (i * 15_000) + "-" + (i * 15_000 + i * 40))
                .collect(Collectors.joining(","));
        try (RawHttp http = share.raw()) {
            List<StrictMultipart.Part> parts = parts(get(http, "/big.bin", asked));

            assertThat(parts.stream().map(StrictMultipart.Part::range).collect(Collectors.joining(",")))
                    .isEqualTo(asked);
            for (StrictMultipart.Part part : parts) {
                int first = (int) part.first();
                assertThat(Arrays.equals(part.bytes(), 0, part.bytes().length, BIG, first, first + part.bytes().length))
                        .isTrue();
            }
            assertThat(get(http, "/big.bin", asked + ",3999999-").status()).isEqualTo(200);
        }
    }

    @Test
    void get_partsOfManySlices_areExactOnAConnectionThatGoesOn() throws IOException {
        try (RawHttp http = share.raw()) {
            for (int i = 0; i < 3; i++) {
                List<StrictMultipart.Part> parts = parts(get(http, "/big.bin", "2000000-3999998,1-1500000"));
                assertThat(Arrays.equals(parts.get(0).bytes(), Arrays.copyOfRange(BIG, 2_000_000, 3_999_999)))
                        .isTrue();
                assertThat(Arrays.equals(parts.get(1).bytes(), Arrays.copyOfRange(BIG, 1, 1_500_001)))
                        .isTrue();
                assertThat(get(http, "/hello.bin", "0-4").text()).isEqualTo("hello");
            }
        }
    }

    @Test
    void get_twoRequests_haveTwoBoundaries() throws IOException {
        try (RawHttp http = share.raw()) {
            assertThat(get(http, "/hello.bin", "0-1,5-6").field("Content-Type"))
                    .isNotEqualTo(get(http, "/hello.bin", "0-1,5-6").field("Content-Type"));
        }
    }

    @Test
    void head_ranges_hasTheFieldsOfGetAndNoContent() throws IOException {
        String request = " /big.bin HTTP/1.1\r\nHost: x\r\nRange: bytes=0-9,20-1000000\r\n\r\n";
        try (RawHttp http = share.raw()) {
            RawHttp.Response get = http.send("GET" + request).read();
            RawHttp.Response head = http.send("HEAD" + request).readHead();

            assertThat(head.statusLine()).isEqualTo(get.statusLine());
            assertThat(comparable(head)).isEqualTo(comparable(get));
            assertThat(get(http, "/hello.bin", "0-4").text()).isEqualTo("hello");
        }
    }

    private static List<String> comparable(RawHttp.Response response) {
        return response.headerLines().stream()
                .filter(line -> !line.startsWith("Date:"))
                .map(line -> line.replaceAll("boundary=.*", "boundary"))
                .sorted()
                .toList();
    }

    @Test
    void get_rangesBeyond4Gib_areThere() throws IOException {
        long size = 5L * 1024 * 1024 * 1024;
        Path sparse = share.root().resolve("sparse.img");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(size);
            file.seek(4_294_967_296L);
            file.write("beyond".getBytes(StandardCharsets.US_ASCII));
        }
        try (RawHttp http = share.raw()) {
            List<StrictMultipart.Part> parts =
                    parts(get(http, "/sparse.img", "4294967296-4294967301,2147483647-2147483648,-3"));

            assertThat(new String(parts.get(0).bytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("beyond");
            assertThat(parts.get(1).range()).isEqualTo("2147483647-2147483648");
            assertThat(parts.get(2).range()).isEqualTo("5368709117-5368709119");

            RawHttp.Response head = http.send(
                            "HEAD /sparse.img HTTP/1.1\r\nHost: x\r\nRange: bytes=0-4999999999,5000000002-\r\n\r\n")
                    .readHead();
            assertThat(Long.parseLong(head.field("Content-Length").orElseThrow()))
                    .isBetween(size - 2, size + 400);
        }
    }

    @Test
    void get_readerThatIsSlow_getsEveryByte() throws Exception {
        try (SlowReader reader = SlowReader.get(share, "/big.bin", "Range: bytes=2000000-3999998,1-1999990")) {
            byte[] start = reader.in().readNBytes(100_000);
            Deadline.await("the server waits for the reader", () -> reader.in().available() > 0);
            byte[] rest = reader.rest();
            byte[] content = Arrays.copyOf(start, start.length + rest.length);
            System.arraycopy(rest, 0, content, start.length, rest.length);
            List<StrictMultipart.Part> parts = StrictMultipart.parse(reader.field("Content-Type"), content);
            assertThat(Arrays.equals(parts.get(0).bytes(), Arrays.copyOfRange(BIG, 2_000_000, 3_999_999)))
                    .isTrue();
            assertThat(Arrays.equals(parts.get(1).bytes(), Arrays.copyOfRange(BIG, 1, 1_999_991)))
                    .isTrue();
        }
    }

    @Test
    void get_readersThatLeave_leaveNoFileOpen() throws Exception {
        Path file = Files.write(share.root().resolve("left.bin"), BIG);
        for (int i = 0; i < 30; i++) {
            try (SlowReader reader = SlowReader.get(share, "/left.bin", "Range: bytes=2000000-3999998,1-1999990")) {
                reader.in().readNBytes(1000);
            }
        }
        Deadline.await("no descriptor of " + file + " is left", () -> !OpenFiles.includes(file));
    }

    @Test
    void get_fileThatShrinksWithinTheSecondPart_cutsTheConnection() throws IOException {
        Path file = share.root().resolve("shrinking.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(64_000_000);
        }
        try (SlowReader reader = SlowReader.get(share, "/shrinking.bin", "Range: bytes=10-19,1000-63999999")) {
            reader.in().readNBytes(100_000);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(50_000_000);
            }
            assertThat(100_000 + reader.rest().length).isLessThan((int) reader.length());
        }
    }
}
