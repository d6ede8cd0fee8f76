package io.vmshare.wire;

import io.vmshare.http.RequestHead;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Answers requests before the engine reads them, where that is known at once. */
@FunctionalInterface
public interface EarlyAnswers {

    /** Leaves all of them to the engine. */
    EarlyAnswers NONE = (head, peer) -> null;

    /**
     * Returns the answer to a request, or null to leave it to the engine. Called on the connection's I/O thread, which it
     * must not keep waiting.
     *
     * @param head a head that is not refused, of a request that is not its connection's last
     * @param peer the client's address
     */
    @Nullable
    EarlyAnswer to(RequestHead head, InetAddress peer);
}
