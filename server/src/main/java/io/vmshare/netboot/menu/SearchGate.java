package io.vmshare.netboot.menu;

import io.vmshare.netboot.BootMenu;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestPath;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Lets a few searches run at once, however many clients ask: each holds what it found in memory. Those of a place that may
 * hang wait for others of that place only. Thread-safe.
 */
final class SearchGate {

    private static final int MOST = 4;

    private final Mounts mounts;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    SearchGate(Mounts mounts) {
        this.mounts = mounts;
    }

    /** Returns what is recognised at {@code path}, as {@link TreeSearch} does. It blocks while others search. */
    BootMenu search(RequestPath path) throws InterruptedException {
        String place = mounts.slowPlace(path).orElse("");
        Semaphore gate = places.computeIfAbsent(place, name -> new Semaphore(MOST, true));
        gate.acquire();
        try {
            return TreeSearch.of(mounts, path);
        } finally {
            gate.release();
        }
    }
}
