package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class LostThreadsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"share I/O-1, true", "share Accept, true", "share files, false", "main, false"})
    void uncaughtException_ofAThread_endsTheProgramIfNobodyReplacesIt(String name, boolean ends) {
        List<Integer> codes = new ArrayList<>();

        new LostThreads(codes::add).uncaughtException(new Thread(name), new OutOfMemoryError("planted"));

        assertThat(codes).isEqualTo(ends ? List.of(1) : List.of());
    }
}
