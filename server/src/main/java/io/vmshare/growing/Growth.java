package io.vmshare.growing;

import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a growing file has come.
 *
 * @param series what no other file's growth has; it may stand in an entity tag
 * @param state whether more may come
 * @param ended when it came to its end; null as long as more may come
 */
public record Growth(String series, State state, @Nullable Instant ended) {

    /** Returns that of a channel to a file that grows. Most are files of the system: those load no class more than this. */
    public static Optional<Growth> of(SeekableByteChannel channel) {
        return !(channel instanceof FileChannel) && channel instanceof GrowingChannel growing
                ? Optional.of(growing.growth())
                : Optional.empty();
    }

    /** Whether more may come. */
    public enum State {
        /** More may come. */
        OPEN("open"),
        /** All has come. */
        ENDED("ended"),
        /** No more comes, although there was more. */
        CUT("cut");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Returns it in one word of lower case. */
        public String word() {
            return word;
        }
    }
}
