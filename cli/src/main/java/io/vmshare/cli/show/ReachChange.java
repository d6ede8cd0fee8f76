package io.vmshare.cli.show;

import io.vmshare.reach.Reach;
import io.vmshare.reach.ShareUrl;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Tells how the reach of a share changed while it runs. Pure. */
public final class ReachChange {

    private ReachChange() {}

    /** Returns the change on one line without its end; empty if nobody gained or lost a way to the share. */
    public static Optional<String> between(Reach before, Reach after) {
        Set<String> gone = ways(before);
        Set<String> come = ways(after);
        Set<String> kept = new LinkedHashSet<>(gone);
        kept.retainAll(come);
        gone.removeAll(kept);
        come.removeAll(kept);
        if (gone.isEmpty() && come.isEmpty()) {
            return Optional.empty();
        }
        String now = come.isEmpty() ? "" : "now also " + String.join(", ", come);
        String lost = gone.isEmpty() ? "" : "no longer " + String.join(", ", gone);
        return Optional.of("addresses changed: " + now + (now.isEmpty() || lost.isEmpty() ? "" : "; ") + lost);
    }

    private static Set<String> ways(Reach reach) {
        Set<String> ways = new LinkedHashSet<>();
        for (ShareUrl url : reach.urls()) {
            if (url.from() != ShareUrl.From.THIS_MACHINE) {
                ways.add(url.uri() + (url.interfaceName().isEmpty() ? "" : " (" + url.interfaceName() + ")"));
            }
        }
        if (!reach.forwards().isEmpty()) {
            ways.add("by a forwarded port, as share.jar urls tells");
        }
        return ways;
    }
}
