package io.vmshare.cli.forward;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Texts of real hypervisors. */
public final class Samples {

    private Samples() {}

    /** Returns the text of a file of {@code src-test-resources/reach}. */
    public static String read(String name) throws IOException {
        try (InputStream in = Samples.class.getResourceAsStream("/reach/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
