package io.vmshare.cli.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class PositionalsTest {

    private static final Set<String> EXISTING = Set.of("iso", "2024");

    @ParameterizedTest(name = "{0}: paths {1}, port {2}")
    @CsvSource(delimiter = '|', nullValues = "none", emptyValue = "", textBlock = """
            9000          | ''            | 9000
            2024          | 2024          | none
            2024 9000     | 2024          | 9000
            9000 iso      | iso           | 9000
            iso missing   | iso missing   | none
            0             | ''            | 0
            080           | ''            | 80
            9000x         | 9000x         | none
            -1            | -1            | none
            ./9000        | ./9000        | none
            """)
    void of_arguments_tellsThePort(String arguments, String paths, @Nullable Integer port) {
        Positionals positionals = Positionals.of(split(arguments), EXISTING::contains);

        assertThat(String.join(" ", positionals.paths())).isEqualTo(paths);
        assertThat(positionals.port().isPresent() ? positionals.port().getAsInt() : null)
                .isEqualTo(port);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1 2                    | two ports: 1 and 2
            9000 iso 9000          | two ports: 9000 and 9000
            65536                  | port: 65536
            99999999999999999999   | port: 99999999999999999999
            """)
    void of_twoPortsOrNone_isRefused(String arguments, String message) {
        assertThatThrownBy(() -> Positionals.of(split(arguments), EXISTING::contains))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static List<String> split(String arguments) {
        return Arrays.asList(arguments.split(" "));
    }
}
