package io.vmshare.cli.forward.qemu;

import java.time.Duration;
import java.util.Optional;

/** A way to QEMU's monitor. Methods throw {@link io.vmshare.cli.forward.ForwardException} when it says no or nothing. */
public interface Monitor extends AutoCloseable {

    /** Returns the text that QEMU's human monitor answers to {@code line}. */
    String say(String line);

    /** Returns why the guest does not run; empty if it does. */
    String whyNothingAnswers();

    /** Waits at most {@code patience} for QEMU's end and returns how it is known; empty if it is still there. */
    Optional<String> goneWithin(Duration patience);

    @Override
    void close();
}
