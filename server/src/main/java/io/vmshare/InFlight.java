package io.vmshare;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the exchanges under way, so that a stop can wait for them. While it waits, no connection is kept alive. */
final class InFlight implements HttpHandler, ExchangeCompletionListener {

    private final HttpHandler next;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean draining;

    InFlight(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isComplete()) {
            return; // its connection was closed since the head was read
        }
        begin();
        exchange.addExchangeCompleteListener(this);
        if (draining) {
            exchange.setPersistent(false);
        }
        next.handleRequest(exchange);
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
        end();
        nextListener.proceed();
    }

    /** Counts one that begins; returns whether its connection may be kept alive. */
    boolean begin() {
        count.incrementAndGet();
        return !draining;
    }

    /** Counts one that is over. */
    void end() {
        if (count.decrementAndGet() == 0 && draining) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Returns how many are under way. */
    int count() {
        return count.get();
    }

    /** Waits until no exchange is under way, for {@code grace} at most, or until the thread is interrupted. */
    synchronized void drain(Duration grace) {
        draining = true;
        long deadline = System.nanoTime() + grace.toNanos();
        try {
            while (count.get() > 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
