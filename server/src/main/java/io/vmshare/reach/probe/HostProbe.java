package io.vmshare.reach.probe;

import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.LocalAddress;
import io.vmshare.reach.Machine;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A look at this machine, taken on a thread of its own, part by part. Nobody waits for it longer than he wants to: what has
 * not been seen by then is left out. No name server is asked, and no part that fails keeps the others from being seen.
 *
 * <p>Thread-safe.
 */
public final class HostProbe implements Runnable {

    private static final Duration AT_START = Duration.ofMillis(1500);
    private static final Duration WITH_PATIENCE = Duration.ofSeconds(5);

    private final SystemProbe system;
    private final HostSnapshot.Builder seen;
    private final boolean networkOnly;
    private final long started = System.nanoTime();
    private boolean done;

    private HostProbe(SystemProbe system, HostSnapshot.Builder seen, boolean networkOnly) {
        this.system = system;
        this.seen = seen;
        this.networkOnly = networkOnly;
    }

    /** Begins to look. */
    public static HostProbe start() {
        return start(systemOf(System.getProperty("os.name", "")), HostSnapshot.builder(), false);
    }

    static HostProbe start(SystemProbe system, HostSnapshot.Builder before, boolean networkOnly) {
        HostProbe probe = new HostProbe(system, before, networkOnly);
        Thread thread = new Thread(probe, "share-probe");
        thread.setDaemon(true);
        thread.start();
        return probe;
    }

    /** Returns what can be seen within one and a half seconds. */
    public static HostSnapshot snapshot() {
        return start().await();
    }

    /** Returns all that can be seen, also by programs that have to be run for it, within five seconds. */
    public static HostSnapshot complete() {
        return start().awaitAll();
    }

    /** Returns {@code before} with interfaces, routes and guests as they are now; may take five seconds. */
    public static HostSnapshot networkOf(HostSnapshot before) {
        SystemProbe system = systemOf(System.getProperty("os.name", ""));
        return start(system, before.toBuilder().interfaces(List.of()), true).awaitAll();
    }

    /** Returns what has been seen one and a half seconds after the start at the latest, at once if all has. */
    public HostSnapshot await() {
        return await(AT_START);
    }

    /** Returns what has been seen five seconds after the start at the latest, at once if all has. */
    public HostSnapshot awaitAll() {
        return await(WITH_PATIENCE);
    }

    synchronized HostSnapshot await(Duration sinceStart) {
        long deadline = started + sinceStart.toNanos();
        boolean interrupted = false;
        for (long left = sinceStart.toNanos(); !done && left > 0; left = deadline - System.nanoTime()) {
            try {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return seen.build();
    }

    /** The parts of a look, those that are quick first. */
    private enum Part {
        DEFAULT_ROUTE(true),
        IPV6_DEFAULT_ROUTE(true),
        MACHINE(false),
        HOST_NAMES(false),
        GUESTS(true),
        PROGRAMS(false);

        private final boolean ofNetwork;

        Part(boolean ofNetwork) {
            this.ofNetwork = ofNetwork;
        }
    }

    /** Looks; the thread of {@link #start} does. */
    @Override
    public void run() {
        try {
            lookAtAll();
        } finally {
            synchronized (this) {
                done = true;
                notifyAll();
            }
        }
    }

    private void lookAtAll() {
        List<HostInterface> interfaces = interfaces(bridges());
        synchronized (this) {
            seen.interfaces(interfaces);
        }
        for (Part part : Part.values()) {
            if (part.ofNetwork || !networkOnly) {
                try {
                    look(part, interfaces);
                } catch (RuntimeException e) {
                    // Left out: no share is worth less for what is not known of the machine.
                }
            }
        }
    }

    private void look(Part part, List<HostInterface> interfaces) {
        switch (part) {
            case DEFAULT_ROUTE -> {
                Optional<DefaultRoute> route = system.defaultRoute(interfaces);
                synchronized (this) {
                    seen.defaultRoute(route);
                }
            }
            case IPV6_DEFAULT_ROUTE -> {
                Optional<DefaultRoute> route = system.ipv6DefaultRoute();
                synchronized (this) {
                    seen.ipv6DefaultRoute(route);
                }
            }
            case MACHINE -> {
                Machine machine = system.machine();
                synchronized (this) {
                    seen.machine(machine);
                }
            }
            case HOST_NAMES -> {
                Map<String, InetAddress> names = system.hostNames();
                synchronized (this) {
                    seen.hostNames(names);
                }
            }
            case GUESTS -> {
                List<KnownGuest> guests = system.guests();
                synchronized (this) {
                    seen.guests(guests);
                }
            }
            case PROGRAMS -> {
                Set<String> programs = system.programs();
                synchronized (this) {
                    seen.programs(programs);
                }
            }
        }
    }

    private static SystemProbe systemOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return new WindowsProbe();
        }
        return lower.startsWith("mac") ? new MacProbe() : new LinuxProbe(new SystemFiles(Path.of("/")));
    }

    private Set<String> bridges() {
        try {
            return system.virtualBridges();
        } catch (RuntimeException e) {
            return Set.of();
        }
    }

    private static List<HostInterface> interfaces(Set<String> bridges) {
        List<HostInterface> found = new ArrayList<>();
        try {
            Enumeration<NetworkInterface> all = NetworkInterface.getNetworkInterfaces();
            while (all.hasMoreElements()) {
                HostInterface one = describe(all.nextElement());
                found.add(bridges.contains(one.name()) ? one.asVirtualBridge() : one);
            }
        } catch (SocketException e) {
            return found; // a machine without interfaces, or one that does not show them
        }
        return found;
    }

    private static HostInterface describe(NetworkInterface seen) {
        String name = seen.getName();
        String display = seen.getDisplayName();
        List<LocalAddress> addresses = new ArrayList<>();
        for (InterfaceAddress one : seen.getInterfaceAddresses()) {
            int bits = 8 * one.getAddress().getAddress().length;
            int length = one.getNetworkPrefixLength(); // seen to be out of range on Windows
            addresses.add(new LocalAddress(one.getAddress(), length < 0 || length > bits ? bits : length));
        }
        String hardware = "";
        boolean up = false;
        boolean loopback = false;
        try {
            hardware = text(seen.getHardwareAddress());
            loopback = seen.isLoopback();
            up = seen.isUp();
        } catch (SocketException e) {
            up = false; // it vanished while we looked
        }
        return new HostInterface(name, display == null ? name : display, addresses, hardware, up, loopback);
    }

    private static String text(byte @Nullable [] hardware) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; hardware != null && i < hardware.length; i++) {
            int value = hardware[i] & 0xff;
            text.append(i == 0 ? "" : ":").append(value < 16 ? "0" : "").append(Integer.toHexString(value));
        }
        return text.toString();
    }
}
