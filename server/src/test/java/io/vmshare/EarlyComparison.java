package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.kept.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * The same requests to a share that keeps files and to one that does not, and how their answers differ.
 *
 * @param plain one whose owner adds no fields, which tells what goes out in a content coding
 */
record EarlyComparison(ShareServer keeps, ShareServer keepsNot, ShareServer plain) {

    private static final int MAX_EARLY = 512 * 1024;

    /** An answer, and whether it was made early. */
    record Answer(Response response, boolean early) {

        /** What has to be the same: all but the date, the order of fields, and what is drawn by lot. */
        String comparable() {
            List<String> fields = new ArrayList<>();
            for (String line : response.headerLines()) {
                int colon = line.indexOf(':');
                fields.add(line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon));
            }
            fields.removeIf(line -> line.startsWith("date:"));
            if (response.status()
                    == 304) { // the engine says of a HEAD how the content would be framed, and of a GET not
                fields.removeIf(line -> line.startsWith("transfer-encoding:") || line.startsWith("connection: keep"));
            }
            fields.sort(null);
            String type = response.field("Content-Type").orElse("");
            int boundary = type.indexOf("boundary=");
            String head = response.statusLine() + "\n" + String.join("\n", fields) + "\n\n";
            if (boundary < 0) {
                return head + (response.body().length > 500 ? digest(response.body()) : latin1(response.body()));
            }
            return (head + latin1(response.body())).replace(type.substring(boundary + 9), "BOUNDARY");
        }

        private static String digest(byte[] body) {
            CRC32C sum = new CRC32C();
            sum.update(body);
            return body.length + " bytes, " + Long.toHexString(sum.getValue());
        }

        private static String latin1(byte[] body) {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    /** A client that goes on with its connection as long as it may. */
    static final class Client implements AutoCloseable {

        private final ShareServer server;
        private final boolean counts;
        private RawHttp http;

        Client(ShareServer server) throws IOException {
            this.server = server;
            this.counts = server.keptFiles().isPresent();
            this.http = connect();
        }

        private RawHttp connect() throws IOException {
            return RawHttp.connect("127.0.0.1", server.uri().getPort());
        }

        Answer ask(EarlyRequest request) throws IOException {
            long before = counts ? Kept.answers(server.keptFiles().orElseThrow()) : 0;
            http.send(request.text());
            Response response = request.head() ? http.readHead() : http.read();
            long after = counts ? Kept.answers(server.keptFiles().orElseThrow()) : 0;
            String connection = response.field("Connection").orElse("");
            if (connection.equals("close") || (request.old() && !connection.equals("keep-alive"))) {
                assertThat(http.readToEnd()).isEmpty();
                http.close();
                http = connect();
            }
            return new Answer(response, after > before);
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }

    private static String validators(Response response) {
        return "TAG=" + response.field("ETag").orElse("none") + "\nDATE="
                + response.field("Last-Modified").orElse("none")
                + "\nOLD=Sun, 06 Nov 1994 08:49:37 GMT\nNEW=Sat, 06 Nov 2094 08:49:37 GMT";
    }

    /** Whether the file goes out in a content coding to those who accept one: a text of 1 KiB to 1 MiB. */
    private boolean isCoded(String path) throws IOException {
        try (Client client = new Client(plain)) {
            return client.ask(EarlyRequest.of("+ HEAD PATH", path, ""))
                    .response()
                    .field("Vary")
                    .isPresent();
        }
    }

    /** Whether the answer that the engine made could be made of a kept file. */
    private static boolean isEarly(EarlyRequest request, Response response, String path, boolean coded) {
        boolean empty = path.contains("-0."); // not kept: it gains nothing
        boolean kept = !path.startsWith("/deflated.zip/")
                && !empty
                && response.field("ETag").isPresent();
        boolean whole = response.status() == 200 || response.status() == 304;
        boolean oneRange =
                response.status() == 206 && response.field("Content-Range").isPresent();
        return kept
                && !request.forEngine()
                && (whole || oneRange)
                && response.body().length <= MAX_EARLY
                && !(coded && request.coding());
    }

    /** Returns how the answers for {@code path} differ, and which were made early and should not, or the other way. */
    List<String> differences(String templates, String path) throws Exception {
        List<String> findings = new ArrayList<>();
        try (Client early = new Client(keeps);
                Client engine = new Client(keepsNot)) {
            Response whole = engine.ask(EarlyRequest.of("+ GET PATH", path, "")).response();
            boolean coded = isCoded(path);
            early.ask(EarlyRequest.of("+ GET PATH", path, "")); // now it is kept
            for (String template : templates.split("\n", -1)) {
                if (template.isEmpty()) {
                    continue;
                }
                EarlyRequest request = EarlyRequest.of(template, path, validators(whole));
                Answer expected = engine.ask(request);
                Answer answer = early.ask(request);
                if (!answer.comparable().equals(expected.comparable())) {
                    findings.add(
                            request.text() + expected.comparable() + "\n--- but early ---\n" + answer.comparable());
                }
                if (answer.early() != isEarly(request, expected.response(), path, coded)) {
                    findings.add((answer.early() ? "early: " : "not early: ")
                            + request.text()
                            + expected.response().statusLine());
                }
            }
        }
        return findings;
    }
}
