package io.vmshare;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import io.vmshare.send.Workplace;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which thread an exchange runs on: the one place that decides. What may block leaves the I/O thread. A place whose file
 * system may hang has threads of its own, so that it stops nobody else; and since a link may lead into such a place,
 * which only following it tells, links and the listings that may hold some have theirs.
 */
final class Threads implements AutoCloseable {

    private static final String FILES = "files";
    private static final String LINKS = "links";
    private static final String LISTINGS = "listings";

    /** For what answers soon: enough to keep the processors busy while some wait for a disk. */
    private static final int THREADS_FOR_FILES =
            8 * Math.max(2, Runtime.getRuntime().availableProcessors());

    /** How many exchanges may hang in one place before more threads are made for it. */
    private static final int THREADS_PER_PLACE = 32;

    private final Mounts mounts;
    private final Workers files = new Workers(FILES, THREADS_FOR_FILES);
    private final Map<String, Workers> places = new ConcurrentHashMap<>();

    Threads(Mounts mounts) {
        this.mounts = mounts;
    }

    /** Returns a handler that runs {@code next} where the target of the exchange may block. */
    HttpHandler onTheRightThread(HttpHandler next) {
        return exchange -> {
            RequestPath path = exchange.getAttachment(RequestTarget.KEY).path();
            Optional<String> slow = mounts.slowPlace(path);
            if (slow.isPresent()) {
                move(exchange, slow.get(), next);
            } else if (path.slash()) {
                move(exchange, LISTINGS, next);
            } else {
                move(exchange, new Workplace(files, true), next);
            }
        };
    }

    /** Runs {@code next} where links may be followed, after the handler that calls this has returned. */
    void followLinks(HttpServerExchange exchange, HttpHandler next) {
        move(exchange, LINKS, next);
    }

    private void move(HttpServerExchange exchange, String place, HttpHandler next) {
        Workers workers = places.computeIfAbsent(place, name -> new Workers(name, THREADS_PER_PLACE));
        move(exchange, new Workplace(workers, false), next);
    }

    private static void move(HttpServerExchange exchange, Workplace workplace, HttpHandler next) {
        workplace.attachTo(exchange);
        exchange.dispatch(workplace.executor(), next);
    }

    @Override
    public void close() {
        files.close();
        places.values().forEach(Workers::close);
    }
}
