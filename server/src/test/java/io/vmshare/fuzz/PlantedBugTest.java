package io.vmshare.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fuzz of {@link RequestFuzzTest} notices each {@link PlantedBug}, and nothing where there is none. */
@Timeout(120)
class PlantedBugTest {

    private static final int REQUESTS = 1500;

    private static Map<String, String> findings(PlantedBug bug, String enough) throws IOException {
        KnownTree tree = new KnownTree();
        try (WrongServer server = WrongServer.start(bug, tree)) {
            return new RequestFuzz(server.port(), new Judge(tree, ""), Duration.ofMillis(1500))
                    .run(1, 0, REQUESTS, enough);
        }
    }

    @Test
    void fuzz_serverWithoutABug_findsNothing() throws IOException {
        assertThat(findings(PlantedBug.NONE, "")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            LENGTH_BEFORE_CODING  | a malformed request answered
            BODY_IGNORED          | an answer to what is no request
            BARE_LF               | a malformed request answered
            FOLDED_LINES          | a malformed request answered
            GOES_ON_AFTER_REFUSAL | an answer to what is no request
            DECODED_TWICE         | a file outside of the root
            STALE_PART            | a part of a stale file
            RANGE_SHORT_BY_ONE    | a wrong part
            BODY_FOR_HEAD         | an answer that is none
            ERROR_500             | a server error
            NAMELESS              | an answer without a name
            SILENT                | neither an answer nor an end
            """)
    void fuzz_plantedBug_isFound(PlantedBug bug, String finding) throws IOException {
        assertThat(findings(bug, finding)).containsKey(finding);
    }
}
