package io.vmshare;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.vmshare.content.Workplace;
import io.vmshare.path.Mounts;
import io.vmshare.path.Mounts.Mount;
import io.vmshare.path.RequestTarget;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Which thread an exchange runs on: the one place that decides. What may block leaves the I/O thread; a mount whose file
 * system may hang has threads of its own, so that it stops nobody else.
 */
final class Threads implements AutoCloseable {

    /** How many exchanges may hang in one mount at once; further ones of that mount wait in its queue. */
    private static final int THREADS_PER_MOUNT = 32;

    private static final long IDLE_SECONDS = 10;

    private final Mounts mounts;
    private final Map<Mount, ExecutorService> own = new HashMap<>();

    Threads(Mounts mounts) {
        this.mounts = mounts;
        for (Mount mount : mounts.all()) {
            if (!mount.local()) {
                own.put(mount, newPool("share-" + mount.name().text()));
            }
        }
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
        Optional<Mount> mount =
                mounts.of(exchange.getAttachment(RequestTarget.KEY).path());
        ExecutorService executor = mount.map(own::get).orElse(null);
        return executor == null
                ? new Workplace(exchange.getConnection().getWorker(), true)
                : new Workplace(executor, false);
    }

    private static ExecutorService newPool(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS_PER_MOUNT,
                THREADS_PER_MOUNT,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name);
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
