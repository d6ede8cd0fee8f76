package io.vmshare.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle itself, by the letter of RFC 9112. */
@Timeout(20)
class StrictReaderTest {

    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: x\r\n\r\n";

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                                            | GOOD NEXT, GOOD NEXT
            \\r\\nGET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                                      | DOUBTFUL NEXT, GOOD NEXT
            GET / HTTP/1.0\\r\\n\\r\\n                                                         | GOOD END
            GET / HTTP/1.0\\r\\nConnection: Keep-Alive\\r\\n\\r\\n                             | GOOD NEXT, GOOD NEXT
            GET / HTTP/1.1\\r\\nConnection: a, close\\r\\n\\r\\n                               | GOOD END
            GET / HTTP/1.2\\r\\nHost: x\\r\\n\\r\\n                                            | DOUBTFUL NEXT, GOOD NEXT
            GET / HTTP/2.0\\r\\nHost: x\\r\\n\\r\\n                                            | MALFORMED END
            GET / HTTP/1.1\\nHost: x\\n\\n                                                     | MALFORMED END
            GET / HTTP/1.1\\r\\nHost: x\\r\\n a\\r\\n\\r\\n                                    | MALFORMED END
            GET / HTTP/1.1\\r\\nHost : x\\r\\n\\r\\n                                           | MALFORMED END
            GET / HTTP/1.1\\r\\nA: \\x00\\r\\n\\r\\n                                           | MALFORMED END
            GET / HTTP/1.1\\r\\nA: \\x07\\r\\n\\r\\n                                           | DOUBTFUL NEXT, GOOD NEXT
            GET /%zz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                                         | DOUBTFUL NEXT, GOOD NEXT
            GET a HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                                            | DOUBTFUL NEXT, GOOD NEXT
            GET http://x/a HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                                   | GOOD NEXT, GOOD NEXT
            GET http://x%y/a HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                                 | DOUBTFUL NEXT, GOOD NEXT
            GET  / HTTP/1.1\\r\\n\\r\\n                                                        | MALFORMED END
            POST / HTTP/1.1\\r\\nContent-Length: 2\\r\\n\\r\\nab                               | GOOD NEXT_OR_END, GOOD NEXT
            POST / HTTP/1.1\\r\\nContent-Length: 0\\r\\n\\r\\n                                 | GOOD NEXT, GOOD NEXT
            POST / HTTP/1.1\\r\\nContent-Length: 2\\r\\nContent-Length: 2\\r\\n\\r\\nab        | DOUBTFUL NEXT_OR_END, GOOD NEXT
            POST / HTTP/1.1\\r\\nContent-Length: 2\\r\\nContent-Length: 3\\r\\n\\r\\nab        | MALFORMED END
            POST / HTTP/1.1\\r\\nContent-Length: +2\\r\\n\\r\\nab                              | MALFORMED END
            POST / HTTP/1.1\\r\\nContent-Length: 999\\r\\n\\r\\nab                             | BROKEN_BODY END
            POST / HTTP/1.1\\r\\nContent-Length: 2\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | MALFORMED END
            POST / HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n           | MALFORMED END
            POST / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n           | GOOD NEXT_OR_END, GOOD NEXT
            POST / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1;a\\r\\nx\\r\\n0\\r\\nA: b\\r\\n\\r\\n | GOOD NEXT_OR_END, GOOD NEXT
            POST / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nxy\\r\\n0\\r\\n\\r\\n | BROKEN_BODY END
            POST / HTTP/1.1\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n0\\r\\n\\r\\n     | MALFORMED END
            """)
    void read_bytesAndTheNextRequest_areSoMany(String escaped, String expected) {
        assertThat(StrictReader.read(Seeds.unescape(escaped) + NEXT).stream()
                        .map(request -> request.fate() + " " + request.then())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }
}
