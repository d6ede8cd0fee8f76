package io.vmshare.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TemplateTextTest {

    private static final TemplateValues VALUES =
            new TemplateValues("http://10.0.2.2:8000/files", "10.0.2.2", "8000", "127.0.0.1");

    private static final String[] PIECES = {
        "${share.url}",
        "${share.host}",
        "${share.port}",
        "${client.address}",
        "$",
        "{",
        "}",
        "share.",
        "url",
        "${",
        "$$",
        "a",
        "\n",
        "\r\n",
        "\u00e9",
        "\u00c3\u00a9",
        "\u00ef\u00bb\u00bf",
        "${share.path}",
        "${other}",
        "#"
    };

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            url --url=${share.url}/os                    | url --url=http://10.0.2.2:8000/files/os
            ${share.host}:${share.port}                  | 10.0.2.2:8000
            ${share.port}${share.port}                   | 80008000
            log ${client.address}.                       | log 127.0.0.1.
            $${share.url}                                | ${share.url}
            $$${share.url}                               | $${share.url}
            ${share.url}$${share.url}                    | http://10.0.2.2:8000/files${share.url}
            ${share.port}$$${client.address}             | 8000$${client.address}
            $${${share.port}}                            | $${8000}
            $x${share.port}                              | $x8000
            ${ ${share.port}                             | ${ 8000
            ${${share.port}                              | ${8000
            ${share.url                                  | ${share.url
            ${share.url}}                                | http://10.0.2.2:8000/files}
            $ {share.url}                                | $ {share.url}
            ${share.URL}                                 | ${share.URL}
            ${Share.url}                                 | ${Share.url}
            ${ share.url }                               | ${ share.url }
            ${share.url:-none}                           | ${share.url:-none}
            ${share_url}                                 | ${share_url}
            ${share.urls}                                | ${share.urls}
            ${share.}                                    | ${share.}
            ${client.port}                               | ${client.port}
            $share.url                                   | $share.url
            $(share.url)                                 | $(share.url)
            {share.url}                                  | {share.url}
            $$                                           | $$
            $${other}                                    | $${other}
            $$$                                          | $$$
            ${net0/ip}                                   | ${net0/ip}
            %{share.url}                                 | %{share.url}
            """)
    void replace_text_isAsTheRulesSay(String text, String result) {
        assertThat(TemplateText.replace(text, VALUES)).isEqualTo(result);
        assertThat(TemplateText.length(text, VALUES)).isEqualTo(result.length());
        assertThat(TemplateText.holdsNames(text)).isEqualTo(!text.equals(result));
    }

    @Test
    void replace_valueThatLooksLikeAName_isNotReplacedAgain() {
        String twice = TemplateText.replace("${share.host}{share.port}$${share.port}", VALUES);

        assertThat(twice).isEqualTo("10.0.2.2{share.port}${share.port}");
    }

    /** A naive reading: split at the names, and look at the end of the part before each. */
    @Test
    void replace_randomTexts_changeNothingElse() {
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String expected = naively(text.toString());

            assertThat(TemplateText.replace(text.toString(), VALUES))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(expected);
            assertThat(TemplateText.length(text.toString(), VALUES))
                    .as("seed %d", seed)
                    .isEqualTo(expected.length());
        }
    }

    private static String naively(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        String found = first(rest);
        while (!found.isEmpty()) {
            String before = rest.substring(0, rest.indexOf(found));
            boolean kept = before.endsWith("$");
            parts.add(kept ? before.substring(0, before.length() - 1) : before);
            parts.add(kept ? found : value(found));
            rest = rest.substring(before.length() + found.length());
            found = first(rest);
        }
        return String.join("", parts) + rest;
    }

    private static String first(String text) {
        String first = "";
        int at = Integer.MAX_VALUE;
        for (TemplateValues.Name name : TemplateValues.Name.ALL) {
            int found = text.indexOf(name.written());
            if (found >= 0 && found < at) {
                at = found;
                first = name.written();
            }
        }
        return first;
    }

    private static String value(String written) {
        return switch (written) {
            case "${share.url}" -> "http://10.0.2.2:8000/files";
            case "${share.host}" -> "10.0.2.2";
            case "${share.port}" -> "8000";
            default -> "127.0.0.1";
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            plain           | true
            caf\u00c3\u00a9 | true
            \u00ef\u00bb\u00bfmarked | true
            caf\u00e9       | false
            \u00c3          | false
            a\0b            | false
            \u00ed\u00a0\u0080 | false
            """)
    void isText_bytes_areUtf8WithoutNul(String bytes, boolean text) {
        assertThat(TemplateText.isText(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(text);
    }
}
