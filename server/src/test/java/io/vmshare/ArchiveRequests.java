package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Requests of one connection each, answered within ten seconds. */
final class ArchiveRequests {

    private ArchiveRequests() {}

    /** Returns the content that a share has at {@code path}. */
    static byte[] get(ShareExtension share, String path) throws IOException {
        RawHttp.Response response = ask(share, path);
        assertThat(response.status()).as(response.statusLine()).isEqualTo(200);
        return response.body();
    }

    /** Returns the answer of a share. */
    static RawHttp.Response ask(ShareExtension share, String path) throws IOException {
        try (RawHttp http = share.raw()) {
            return http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").read();
        }
    }

    /** Writes a file, and makes the directories that it lies in. */
    static void write(ShareExtension share, String name, String text) throws IOException {
        Path file = share.root().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Takes the chunked coding off; fails if the last chunk is missing (RFC 9112 §7.1). */
    static byte[] unchunked(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; ; ) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\r') {
                end++;
            }
            if (end == bytes.length) {
                throw new IOException("no last chunk");
            }
            int size = Integer.parseInt(new String(bytes, at, end - at, StandardCharsets.US_ASCII), 16);
            if (size == 0) {
                return out.toByteArray();
            }
            if (end + 2 + size > bytes.length) {
                throw new IOException("cut within a chunk");
            }
            out.write(bytes, end + 2, size);
            at = end + 2 + size + 2;
        }
    }
}
