package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Fifo;
import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HostProbeTest {

    private static final Duration WITH_PATIENCE = Duration.ofSeconds(20);
    private static final Machine QEMU = new Machine(Platform.QEMU, List.of("DMI vendor QEMU"));
    private static final InetAddress HOST = InetAddress.getLoopbackAddress();

    @Test
    @Timeout(10)
    void await_partThatBlocks_isLeftOutWithThoseAfterIt() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        FakeSystem system = new FakeSystem() {
            @Override
            public Map<String, InetAddress> hostNames() {
                reached.countDown();
                awaitRelease(released);
                return super.hostNames();
            }
        };
        try {
            HostProbe probe = HostProbe.start(system, HostSnapshot.builder(), false);
            reached.await();

            HostSnapshot early = probe.await();

            assertThat(early.machine()).isEqualTo(QEMU);
            assertThat(early.interfaces()).isNotEmpty();
            assertThat(early.defaultRoute()).isPresent();
            assertThat(early.hostNames()).isEmpty();
            assertThat(early.guests()).isEmpty();
            assertThat(early.programs()).isEmpty();

            released.countDown();
            HostSnapshot late = probe.await(WITH_PATIENCE);
            assertThat(late.hostNames()).containsOnlyKeys("host.lima.internal");
            assertThat(late.guests()).hasSize(1);
            assertThat(late.programs()).containsExactly("passt");
        } finally {
            released.countDown();
        }
    }

    @Test
    void await_partThatThrows_isLeftOutAlone() {
        FakeSystem system = new FakeSystem() {
            @Override
            public Machine machine() {
                throw new IllegalStateException("for the test");
            }
        };

        HostSnapshot seen =
                HostProbe.start(system, HostSnapshot.builder(), false).await(WITH_PATIENCE);

        assertThat(seen.machine()).isEqualTo(Machine.UNKNOWN);
        assertThat(seen.defaultRoute()).isPresent();
        assertThat(seen.guests()).hasSize(1);
        assertThat(seen.programs()).containsExactly("passt");
    }

    @Test
    void await_networkOnly_keepsTheRestOfBefore() {
        Machine before = new Machine(Platform.XEN, List.of("before"));
        HostSnapshot.Builder builder = HostSnapshot.builder().machine(before).programs(Set.of("colima"));

        HostSnapshot seen = HostProbe.start(new FakeSystem(), builder, true).await(WITH_PATIENCE);

        assertThat(seen.machine()).isEqualTo(before);
        assertThat(seen.programs()).containsExactly("colima");
        assertThat(seen.hostNames()).isEmpty();
        assertThat(seen.defaultRoute()).isPresent();
        assertThat(seen.guests()).hasSize(1);
    }

    @Test
    @Timeout(10)
    void await_interrupted_returnsAtOnceAndStaysInterrupted() {
        CountDownLatch released = new CountDownLatch(1);
        FakeSystem system = new FakeSystem() {
            @Override
            public Machine machine() {
                awaitRelease(released);
                return super.machine();
            }
        };
        try {
            HostProbe probe = HostProbe.start(system, HostSnapshot.builder(), false);
            Thread.currentThread().interrupt();

            HostSnapshot seen = probe.await(WITH_PATIENCE);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(seen.machine()).isEqualTo(Machine.UNKNOWN);
        } finally {
            released.countDown();
        }
    }

    @Test
    @Timeout(10)
    void await_fifoInPlaceOfFile_returns(@TempDir Path directory) throws Exception {
        FakeRoot root = new FakeRoot(directory).with("sys/class/dmi/id/sys_vendor", "QEMU\n");
        Fifo hosts = Fifo.create(root.place("etc/hosts"));
        HostProbe probe = HostProbe.start(root.probe(), HostSnapshot.builder(), false);
        try {
            assertThat(probe.await().hostNames()).isEmpty();
        } finally {
            hosts.write("");
        }
        assertThat(probe.await(WITH_PATIENCE).machine()).isEqualTo(QEMU);
    }

    private static void awaitRelease(CountDownLatch released) {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A system of which every part is known. */
    private static class FakeSystem implements SystemProbe {
        @Override
        public Set<String> virtualBridges() {
            return Set.of();
        }

        @Override
        public Optional<DefaultRoute> defaultRoute(List<HostInterface> interfaces) {
            return Optional.of(new DefaultRoute("eth0", Optional.of(HOST)));
        }

        @Override
        public Optional<DefaultRoute> ipv6DefaultRoute() {
            return Optional.empty();
        }

        @Override
        public Machine machine() {
            return QEMU;
        }

        @Override
        public Map<String, InetAddress> hostNames() {
            return Map.of("host.lima.internal", HOST);
        }

        @Override
        public List<KnownGuest> guests() {
            return List.of(new KnownGuest("virbr0", HOST, "vm"));
        }

        @Override
        public Set<String> programs() {
            return Set.of("passt");
        }
    }
}
