package io.vmshare;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.vmshare.content.Workplace;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestTarget;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Which thread an exchange runs on: the one place that decides. What may block leaves the I/O thread; a place whose file
 * system may hang has threads of its own, so that it stops nobody else.
 */
final class Threads implements AutoCloseable {

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
            Workplace workplace = workplaceOf(exchange);
            workplace.attachTo(exchange);
            exchange.dispatch(workplace.executor(), next);
        };
    }

    private Workplace workplaceOf(HttpServerExchange exchange) {
        Optional<String> slow =
                mounts.slowPlace(exchange.getAttachment(RequestTarget.KEY).path());
        return slow.isPresent()
                ? new Workplace(own.computeIfAbsent(slow.get(), Threads::newPool), false)
                : new Workplace(exchange.getConnection().getWorker(), true);
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
