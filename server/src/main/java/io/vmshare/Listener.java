package io.vmshare;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.vmshare.reach.AddressText;
import io.vmshare.text.LogText;
import io.vmshare.wire.Connections;
import io.vmshare.wire.LimitOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** One address being listened on. */
final class Listener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final OptionMap SOCKET = OptionMap.builder()
            .set(Options.TCP_NODELAY, true)
            .set(Options.REUSE_ADDRESSES, true)
            .set(Options.KEEP_ALIVE, true)
            .set(Options.BACKLOG, 1024)
            .getMap();

    /** What a head may hold is the guard's to say, which stands before the engine; these only let all of it pass. */
    private static OptionMap http(LimitOptions limits) {
        return OptionMap.builder()
                .set(UndertowOptions.MAX_HEADER_SIZE, limits.maxHeadBytes() + 1024)
                .set(UndertowOptions.MAX_HEADERS, limits.maxFields() + 1)
                .set(UndertowOptions.MAX_PARAMETERS, limits.maxTargetBytes())
                .set(UndertowOptions.MAX_COOKIES, limits.maxHeadBytes())
                .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .set(UndertowOptions.DECODE_URL, false) // RequestTarget alone decodes, once
                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                .getMap();
    }

    private final AcceptingChannel<StreamConnection> channel;
    private final InetSocketAddress address;

    private Listener(AcceptingChannel<StreamConnection> channel, InetAddress asked) {
        this.channel = channel;
        int port = channel.getLocalAddress(InetSocketAddress.class).getPort();
        this.address = new InetSocketAddress(asked, port);
    }

    /**
     * Listens on {@code address}; the IPv6 wildcard stands for every address, on a machine without IPv6 for every IPv4
     * one.
     *
     * @throws StartupException if it cannot be bound
     */
    static Listener open(
            XnioWorker worker,
            ByteBufferPool buffers,
            InetSocketAddress address,
            HttpHandler handler,
            LimitOptions limits,
            Connections connections) {
        HttpOpenListener http = new HttpOpenListener(buffers, http(limits));
        http.setRootHandler(handler);
        // The sockets of the JVM are dual: bound to 0.0.0.0 they accept IPv6 too, which was not asked for.
        boolean onlyIpv4 = address.getAddress() instanceof Inet4Address
                && address.getAddress().isAnyLocalAddress();
        ChannelListener<StreamConnection> accepted = connection -> {
            InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class); // null once it is closed
            if (onlyIpv4 && (peer == null || !(peer.getAddress() instanceof Inet4Address))) {
                IoUtils.safeClose(connection);
            } else {
                connections.accept(connection, http);
            }
        };
        // The wildcard without a family lets the JVM take the widest one that the machine has.
        InetSocketAddress bound =
                ShareServer.isEverywhere(address.getAddress()) ? new InetSocketAddress(address.getPort()) : address;
        try {
            AcceptingChannel<StreamConnection> channel =
                    worker.createStreamConnectionServer(bound, server -> accept(server, accepted), SOCKET);
            channel.resumeAccepts();
            return new Listener(channel, address.getAddress());
        } catch (IOException e) {
            throw refused(address, bound.getAddress(), e);
        }
    }

    /**
     * Hands on a connection that waits, if there is one. The engine's own listener complains of every turn that is left
     * when the channel is closed; nothing is lost by those.
     */
    private static void accept(AcceptingChannel<StreamConnection> server, ChannelListener<StreamConnection> accepted) {
        try {
            StreamConnection connection = server.accept();
            if (connection != null) {
                ChannelListeners.invokeChannelListener(connection, accepted);
            }
        } catch (ClosedChannelException e) {
            LOG.debug("Closed with a turn to accept left");
        } catch (IOException e) {
            LOG.warn("Cannot accept a connection on {}: {}", server.getLocalAddress(), LogText.escape(e.toString()));
        }
    }

    /** Returns the address as it was asked for, with the port really bound. */
    InetSocketAddress address() {
        return address;
    }

    /** Stops accepting. Connections accepted already go on. */
    @Override
    public void close() {
        IoUtils.safeClose(channel);
    }

    /**
     * Says why the address cannot be bound. The system tells it in the user's language, so the same is provoked with a
     * port and an address of which the outcome is known.
     */
    private static StartupException refused(InetSocketAddress address, InetAddress bound, IOException e) {
        String text = String.valueOf(e.getMessage());
        String what = "cannot listen on " + AddressText.inUri(address.getAddress()) + ":" + address.getPort() + ": ";
        if (text.equals(failureOfATakenPort())) {
            return new StartupException(
                    StartupException.Reason.PORT_IN_USE, what + "port already in use; choose another port", e);
        }
        if (!canBind(bound)) {
            return new StartupException(
                    StartupException.Reason.ADDRESS,
                    what + "not an address of this machine; choose one that it has",
                    e);
        }
        if (e instanceof BindException && address.getPort() != 0) {
            return new StartupException(
                    StartupException.Reason.PORT_FORBIDDEN, what + "permission denied; choose a port above 1023", e);
        }
        return new StartupException(StartupException.Reason.OTHER, what + text + "; choose another address", e);
    }

    private static String failureOfATakenPort() {
        try (ServerSocketChannel taken = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
                ServerSocketChannel second = ServerSocketChannel.open()) {
            second.bind(taken.getLocalAddress());
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
        return "";
    }

    private static boolean canBind(InetAddress address) {
        try (ServerSocketChannel anyPort = ServerSocketChannel.open()) {
            anyPort.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
