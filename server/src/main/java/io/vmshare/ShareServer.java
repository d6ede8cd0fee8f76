package io.vmshare;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.vmshare.kept.EarlyFiles;
import io.vmshare.kept.KeptFiles;
import io.vmshare.netboot.BootMenu;
import io.vmshare.reach.AddressText;
import io.vmshare.wire.Connections;
import io.vmshare.wire.EarlyAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioExecutor;
import org.xnio.XnioWorker;

/**
 * A running share. It listens from the moment {@link #start} returns until {@link #close}. Thread-safe.
 */
public final class ShareServer implements AutoCloseable {

    private static final int PORT_TRIES = 10;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int MAX_POOLED_BUFFERS = 1000;
    private static final int BUFFERS_PER_THREAD = 10;

    private final ShareOptions options;
    private final ShareHandler handler;
    private final XnioWorker worker;
    private final ByteBufferPool buffers =
            new DefaultByteBufferPool(true, BUFFER_BYTES, MAX_POOLED_BUFFERS, BUFFERS_PER_THREAD);
    private final Connections connections;
    private final InFlight inFlight;
    private final List<Listener> listeners = new ArrayList<>();
    private XnioExecutor.@Nullable Key lettingGo;
    private boolean closed;

    private ShareServer(ShareOptions options, ShareHandler handler, XnioWorker worker) {
        this.options = options;
        this.handler = handler;
        this.worker = worker;
        this.inFlight = new InFlight(handler);
        this.connections = new Connections(worker, options.limits(), earlyAnswers(), options.stallTimeout());
    }

    /**
     * Starts a share and returns when its sockets listen.
     *
     * @throws StartupException if a path cannot be shared or an address cannot be bound; nothing is left open then
     */
    public static ShareServer start(ShareOptions options) {
        ShareServer server = new ShareServer(options, ShareHandler.keeping(options), newWorker());
        try {
            server.listenOnAll();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private EarlyAnswers earlyAnswers() {
        Optional<KeptFiles> kept = handler.kept();
        if (kept.isEmpty()) {
            return EarlyAnswers.NONE;
        }
        lettingGo = worker.getIoThread().executeAtInterval(kept.get()::letGoUnused, 1, TimeUnit.SECONDS);
        return new EarlyFiles(kept.get(), new EarlyExchanges(inFlight, options), buffers);
    }

    /** Returns the files that are kept, if they are. */
    Optional<KeptFiles> keptFiles() {
        return handler.kept();
    }

    /** Returns the share's URL at the first address that was bound, such as {@code http://127.0.0.1:49731/}. */
    public URI uri() {
        InetSocketAddress first = addresses().get(0);
        InetAddress address = first.getAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : AddressText.inUri(address);
        return URI.create("http://" + host + ":" + first.getPort() + "/");
    }

    /** Returns whether one image is shared, so that what it holds is the root. */
    public boolean isOneImage() {
        return handler.isOneImage();
    }

    /**
     * Returns what the share offers to boot at its root, as {@code /?boot=json} does. It reads the shared paths, for two
     * seconds or as long as a single read takes there.
     */
    public BootMenu bootMenu() {
        return handler.bootMenu();
    }

    /** Returns the addresses and ports really bound, in the order of the options, then of {@link #listen}. */
    public synchronized List<InetSocketAddress> addresses() {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (Listener listener : listeners) {
            addresses.add(listener.address());
        }
        return addresses;
    }

    /** Returns how many exchanges are under way: requests whose answers have not been written to their end. */
    public int exchanges() {
        return inFlight.count();
    }

    /**
     * Listens on a further address while running; port 0 is any free one.
     *
     * @return the address and port really bound
     * @throws StartupException if the address cannot be bound
     * @throws IllegalStateException if the share is closed
     */
    public synchronized InetSocketAddress listen(InetSocketAddress address) {
        if (closed) {
            throw new IllegalStateException("the share is closed");
        }
        Listener listener = Listener.open(worker, buffers, address, inFlight, options.limits(), connections);
        listeners.add(listener);
        return listener.address();
    }

    /** Stops accepting on an address that {@link #addresses} named; open connections go on. Others are ignored. */
    public synchronized void stopListening(InetSocketAddress address) {
        listeners.removeIf(listener -> {
            boolean named = listener.address().equals(address);
            if (named) {
                listener.close();
            }
            return named;
        });
    }

    /**
     * Stops accepting, lets exchanges in flight finish within {@link ShareOptions#grace}, then cuts them. Blocks until
     * done; a second call returns when the first has.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (Listener listener : listeners) {
            listener.close();
        }
        awaitTurns();
        inFlight.drain(options.grace());
        connections.closeAll();
        if (lettingGo != null) {
            lettingGo.remove();
        }
        worker.shutdownNow();
        try {
            worker.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        handler.close();
    }

    /** Waits until what had connected is taken: the I/O threads take a turn for each connection, in order. */
    private void awaitTurns() {
        try {
            int threads = worker.getOption(Options.WORKER_IO_THREADS);
            CountDownLatch turns = new CountDownLatch(threads);
            for (int thread = 0; thread < threads; thread++) {
                worker.getIoThread(thread).execute(turns::countDown);
            }
            turns.await(1, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is asked for an option only
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Port 0 means one free port for all addresses; if the one found is taken on another address, another is tried. */
    private void listenOnAll() {
        for (int tries = 1; ; tries++) {
            try {
                int port = options.port();
                for (InetAddress address : options.addresses()) {
                    port = listen(new InetSocketAddress(address, port)).getPort();
                }
                return;
            } catch (StartupException e) {
                boolean again = e.reason() == StartupException.Reason.PORT_IN_USE && options.port() == 0;
                if (!again || tries == PORT_TRIES) {
                    throw e;
                }
                addresses().forEach(this::stopListening);
            }
        }
    }

    private static XnioWorker newWorker() {
        int ioThreads = Math.max(2, Runtime.getRuntime().availableProcessors());
        try {
            return Xnio.getInstance(ShareServer.class.getClassLoader())
                    .createWorkerBuilder()
                    .setWorkerName("share")
                    .setWorkerIoThreads(ioThreads)
                    .setExternalExecutorService(new EngineTasks())
                    .setDaemon(true)
                    .build();
        } catch (IllegalStateException e) {
            throw new StartupException(
                    StartupException.Reason.OTHER,
                    "cannot start I/O threads: " + e.getMessage() + "; raise ulimit -n",
                    e);
        }
    }

    /**
     * Runs what the engine wants to have run elsewhere: next to nothing, since {@link Threads} has threads for files. Its own
     * pool for that would load some fifty classes before the first answer. Nobody shuts this one down: its thread ends when
     * it is idle, and keeps no JVM from ending.
     */
    private static final class EngineTasks extends ThreadPoolExecutor {

        EngineTasks() {
            super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
            allowCoreThreadTimeOut(true);
            setThreadFactory(EngineTasks::thread);
        }

        private static Thread thread(Runnable task) {
            Thread thread = new Thread(task, "share task");
            thread.setDaemon(true);
            return thread;
        }
    }

    /** Returns whether {@code address} stands for every address, IPv4 and IPv6. */
    static boolean isEverywhere(InetAddress address) {
        return address instanceof Inet6Address && address.isAnyLocalAddress();
    }
}
