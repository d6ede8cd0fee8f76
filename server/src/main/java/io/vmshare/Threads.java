package io.vmshare;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.vmshare.content.Workplace;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestPath;
import io.vmshare.path.RequestTarget;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Which thread an exchange runs on: the one place that decides. What may block leaves the I/O thread. A place whose file
 * system may hang has threads of its own, so that it stops nobody else; and since a link may lead into such a place,
 * which only following it tells, links and the listings that may hold some have theirs.
 */
final class Threads implements AutoCloseable {

    private static final String LINKS = "links";
    private static final String LISTINGS = "listings";

    /** How many exchanges may hang in one place at once; further ones wait in its queue. */
    private static final int THREADS_PER_PLACE = 32;

    private static final long IDLE_SECONDS = 10;

    private final Mounts mounts;
    private final Map<String, ExecutorService> own = new ConcurrentHashMap<>();

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
                move(exchange, new Workplace(exchange.getConnection().getWorker(), true), next);
            }
        };
    }

    /** Runs {@code next} where links may be followed, after the handler that calls this has returned. */
    void followLinks(HttpServerExchange exchange, HttpHandler next) {
        move(exchange, LINKS, next);
    }

    private void move(HttpServerExchange exchange, String place, HttpHandler next) {
        move(exchange, new Workplace(own.computeIfAbsent(place, Threads::newPool), false), next);
    }

    private static void move(HttpServerExchange exchange, Workplace workplace, HttpHandler next) {
        workplace.attachTo(exchange);
        exchange.dispatch(workplace.executor(), next);
    }

    private static ExecutorService newPool(String place) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS_PER_PLACE,
                THREADS_PER_PLACE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "share " + place);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        for (ExecutorService executor : own.values()) {
            executor.shutdownNow();
        }
    }
}
