package io.vmshare;

import java.util.Locale;

/**
 * A request that is made of a line such as {@code + GET PATH | Range: bytes=0-4}: a plus, or a minus if only the engine
 * answers it, the request line, and the fields. PATH, ENCODED, TAG, DATE, OLD and NEW are replaced.
 *
 * @param text all of it
 * @param head whether no content comes back
 * @param old whether it is of HTTP/1.0
 * @param forEngine whether only the engine answers it
 * @param coding whether it accepts content codings
 */
record EarlyRequest(String text, boolean head, boolean old, boolean forEngine, boolean coding) {

    /** What is asked of every file. A request that only the engine answers has a minus before it. */
    static final String OF_EVERY_FILE = """
            + GET PATH
            + HEAD PATH
            + GET PATH | If-None-Match: TAG
            + GET PATH | If-None-Match: "other"
            + GET PATH | If-Modified-Since: DATE
            + GET PATH | Range: bytes=0-0
            + GET PATH | Range: bytes=-5
            + GET PATH | Range: bytes=10-
            + HEAD PATH | Range: bytes=0-99
            + GET PATH | Range: bytes=100-40000 | If-Range: TAG
            + GET PATH | Range: bytes=1000-600000
            + GET PATH | Accept-Encoding: gzip
            + GET PATH | Range: bytes=0-9999999
            - GET PATH?query
            """;

    /** What is asked of some files: every kind of request. */
    static final String OF_SOME_FILES = """
            + GET /.PATH
            + GET /PATH
            + GET /.//./PATH
            + GET ENCODED
            - GET PATH/
            - GET PATH//
            - GET PATH/.
            - GET PATH?
            - GET PATH?download
            - GET PATH%00
            - GET PATH%2f
            - GET PATH;x
            - GET PATH%3f
            - GET /missing
            - GET /dir/..PATH
            - GET /%2e%2ePATH
            - GET http://x:1PATH
            - GET HTTP://otherPATH
            - POST PATH
            - OPTIONS PATH
            - get PATH
            - FOO PATH
            + GET PATH | Range: bytes=0-
            + GET PATH | Range: bytes=5-5
            + GET PATH | Range: BYTES=5-9
            + GET PATH | Range: bytes=5-9,
            + GET PATH | Range: bytes= 5-9
            + GET PATH | Range: bytes =5-9
            + GET PATH | Range: bytes=5 - 9
            + GET PATH | Range: bytes=9-5
            + GET PATH | Range: bytes=x-9
            + GET PATH | Range: bytes=--9
            + GET PATH | Range: bytes=
            + GET PATH | Range:
            + GET PATH | Range: lines=0-5
            + GET PATH | Range: bytes
            + GET PATH | Range: bytes=-0
            + GET PATH | Range: bytes=-99999999
            + GET PATH | Range: bytes=99999999-
            + GET PATH | Range: bytes=5-99999999999999999999999
            + GET PATH | Range: bytes=0-4,5-9
            + GET PATH | Range: bytes=0-4,8-9
            + GET PATH | Range: bytes=8-9,0-4
            + GET PATH | Range: bytes=0-4, 99999999-
            + GET PATH | Range: bytes=0-4 | Range: bytes=8-9
            + GET PATH | Range: bytes=0-4 | Range: 8-9
            + GET PATH | rAnGe:bytes=0-4
            + GET PATH | Range:\tbytes=0-4\t
            + HEAD PATH | Range: bytes=99999999-
            + HEAD PATH | Range: bytes=0-4,8-9
            + GET PATH | Range: bytes=0-4 | If-Range: TAG
            + GET PATH | Range: bytes=0-4 | If-Range: W/TAG
            + GET PATH | Range: bytes=0-4 | If-Range: "other"
            + GET PATH | Range: bytes=0-4 | If-Range: TAG, "other"
            + GET PATH | Range: bytes=0-4 | If-Range: DATE
            + GET PATH | Range: bytes=0-4 | If-Range: OLD
            + GET PATH | Range: bytes=0-4 | If-Range: *
            + GET PATH | Range: bytes=0-4 | If-Range:
            + GET PATH | If-Range: TAG
            + GET PATH | Range: bytes=99999999- | If-Range: "other"
            + GET PATH | If-None-Match: W/TAG
            + GET PATH | If-None-Match: "a", TAG
            + GET PATH | If-None-Match: "a",, TAG ,
            + GET PATH | If-None-Match: "a" | If-None-Match: TAG
            + GET PATH | If-None-Match: *
            + GET PATH | If-None-Match: *, TAG
            + GET PATH | If-None-Match:
            + GET PATH | If-None-Match: | If-Modified-Since: DATE
            + GET PATH | If-None-Match: unquoted
            + GET PATH | If-None-Match: "a TAG
            + GET PATH | If-None-Match: "a  b", TAG
            + HEAD PATH | If-None-Match: TAG
            + GET PATH | If-None-Match: TAG | Range: bytes=0-4
            + GET PATH | If-None-Match: TAG | Range: bytes=99999999-
            + GET PATH | If-None-Match: "a" | If-Modified-Since: DATE
            + GET PATH | If-None-Match: TAG | Accept-Encoding: gzip
            + GET PATH | If-Match: TAG
            + GET PATH | If-Match: W/TAG
            + GET PATH | If-Match: *
            + GET PATH | If-Match: "a", TAG
            + GET PATH | If-Match: "a"
            + GET PATH | If-Match:
            + HEAD PATH | If-Match: "a"
            + GET PATH | If-Match: TAG | If-None-Match: TAG
            + GET PATH | If-Match: TAG | If-Unmodified-Since: OLD
            + GET PATH | If-Match: TAG | Range: bytes=2-3
            + GET PATH | If-Unmodified-Since: DATE
            + GET PATH | If-Unmodified-Since: OLD
            + GET PATH | If-Unmodified-Since: nonsense
            + GET PATH | If-Modified-Since: OLD
            + GET PATH | If-Modified-Since: NEW
            + GET PATH | If-Modified-Since: nonsense
            + GET PATH | If-Modified-Since:
            + GET PATH | If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT
            + GET PATH | If-Modified-Since: Sun Nov  6 08:49:37 1994
            + GET PATH | If-Modified-Since: Sun Nov  6 08:49:37 2094
            + GET PATH | If-Modified-Since: DATE | If-Modified-Since: DATE
            + GET PATH | IF-MODIFIED-SINCE:DATE
            + GET PATH | If-Modified-Since: DATE | Range: bytes=0-4
            + GET PATH | Accept-Encoding: identity
            + GET PATH | Accept-Encoding: gzip;q=0
            + GET PATH | Accept-Encoding: br, gzip
            + GET PATH | accept-encoding: *
            + GET PATH | Accept-Encoding:
            + GET PATH | Accept-Encoding: gzip | Range: bytes=0-4
            + GET PATH | Accept-Encoding: gzip | Range:
            + HEAD PATH | Accept-Encoding: gzip
            + GET PATH | Connection: keep-alive
            + GET PATH | connection: Keep-Alive
            + GET PATH | Connection: keep-alive | Connection: keep-alive
            - GET PATH | Connection: close
            - GET PATH | Connection: Close
            - GET PATH | Connection: keep-alive, close
            - GET PATH | Connection: keep-alive | Connection: close
            - GET PATH | Connection: x-other
            - GET PATH | Connection: keep-alive, x-other
            - GET PATH | Connection: range | Range: bytes=0-4
            - GET PATH | Connection:
            - HEAD PATH | Connection: close
            - GET PATH HTTP/1.0
            - GET PATH HTTP/1.0 | Connection: keep-alive
            - HEAD PATH HTTP/1.0
            - GET PATH HTTP/1.0 | Connection: close
            - GET PATH HTTP/1.2
            - GET PATH HTTP/2.0
            - GET PATH http/1.1
            - GET PATH | Expect: 100-continue
            - GET PATH | Expect: other
            - GET PATH | Upgrade: h2c | Connection: Upgrade, HTTP2-Settings | HTTP2-Settings: AA
            - GET PATH | Upgrade: websocket
            + GET PATH | HTTP2-Settings: AA
            - GET PATH | Content-Length: 0
            - GET PATH | Content-Length: 00
            - GET PATH | Content-Length: +0
            - GET PATH | Content-Length: 0, 0
            - GET PATH | Content-Length:
            - GET PATH | Transfer-Encoding: identity
            - GET PATH | Transfer-Encoding:
            - GET PATH | Host: y
            - GET PATH | Range : bytes=0-4
            - GET PATH |  folded: x
            + GET PATH | Accept: */* | Cookie: a=b; c="d | User-Agent: x \t y | Referer: http://x/?a
            + GET PATH | TE: trailers | Trailer: x | Keep-Alive: timeout=5 | Via: 1.1 x
            + GET PATH | X-Empty: | X-Empty: | : x
            """;

    /**
     * Returns the request that a line stands for.
     *
     * @param validators lines with what stands for a word, an equals sign, and what replaces it
     */
    static EarlyRequest of(String template, String path, String validators) {
        String line = template.replace("ENCODED", encoded(path)).replace("PATH", path);
        for (String pair : validators.split("\n", -1)) {
            int end = pair.indexOf('=');
            line = end < 0 ? line : line.replace(pair.substring(0, end), pair.substring(end + 1));
        }
        String[] parts = line.substring(2).split(" \\| ?", -1);
        String[] words = parts[0].split(" ", -1);
        StringBuilder text = new StringBuilder(words[0] + " " + words[1] + " ");
        text.append(words.length > 2 ? words[2] : "HTTP/1.1").append("\r\nHost: x\r\n");
        for (int i = 1; i < parts.length; i++) {
            text.append(parts[i]).append("\r\n");
        }
        String lower = template.toLowerCase(Locale.ROOT);
        boolean coding = lower.contains("accept-encoding") && !lower.contains("| range");
        return new EarlyRequest(
                text + "\r\n", words[0].equals("HEAD"), parts[0].endsWith("/1.0"), line.startsWith("-"), coding);
    }

    /** Every letter of the last name as its percent-encoding, in lower case. */
    private static String encoded(String path) {
        StringBuilder out = new StringBuilder(path.substring(0, path.lastIndexOf('/') + 1));
        for (char c : path.substring(out.length()).toCharArray()) {
            out.append(path.indexOf('%') >= 0 ? "" + c : "%" + Integer.toHexString(c));
        }
        return out.toString();
    }
}
