package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A look never keeps anybody, and never fails. */
@Timeout(30)
class HostProbeTest {

    private static final Machine GUEST = new Machine(Platform.QEMU, List.of("told"));

    /** A system that tells something of each part. */
    private static class Telling implements SystemProbe {

        @Override
        public Optional<DefaultRoute> defaultRoute(List<HostInterface> interfaces) {
            return Optional.of(new DefaultRoute("eth0", Optional.empty()));
        }

        @Override
        public Optional<DefaultRoute> ipv6DefaultRoute() {
            return Optional.empty();
        }

        @Override
        public Machine machine() {
            return GUEST;
        }

        @Override
        public Map<String, InetAddress> hostNames() {
            return Map.of("host.lima.internal", InetAddress.getLoopbackAddress());
        }

        @Override
        public List<KnownGuest> guests() {
            return List.of(new KnownGuest("virbr0", InetAddress.getLoopbackAddress(), "g"));
        }

        @Override
        public Set<String> programs() {
            return Set.of("passt");
        }
    }

    @Test
    void await_partThatHangs_leavesOutThatAndWhatFollows() {
        CountDownLatch released = new CountDownLatch(1);
        HostProbe probe = start(new Telling() {
            @Override
            public Map<String, InetAddress> hostNames() {
                awaitUninterrupted(released);
                return super.hostNames();
            }
        });

        HostSnapshot early = probe.await(); // the class's timeout is what fails if it hangs, too

        assertThat(early.interfaces()).anyMatch(HostInterface::loopback);
        assertThat(early.defaultRoute()).isPresent();
        assertThat(early.machine()).isEqualTo(GUEST);
        assertThat(early.hostNames()).isEmpty();
        assertThat(early.programs()).isEmpty();

        released.countDown();
        HostSnapshot late = probe.await(Duration.ofSeconds(20));
        assertThat(late.hostNames()).containsKey("host.lima.internal");
        assertThat(late.programs()).containsExactly("passt");
        assertThat(early.programs()).as("a snapshot does not change").isEmpty();
    }

    @Test
    void await_partThatFails_leavesOutThatAlone() {
        HostProbe probe = start(new Telling() {
            @Override
            public Machine machine() {
                throw new IllegalStateException("no such machine");
            }
        });

        HostSnapshot seen = probe.await(Duration.ofSeconds(20));

        assertThat(seen.machine()).isEqualTo(Machine.UNKNOWN);
        assertThat(seen.defaultRoute()).isPresent();
        assertThat(seen.programs()).containsExactly("passt");
    }

    @Test
    void await_networkOnly_keepsTheRest() {
        Machine before = new Machine(Platform.XEN, List.of("before"));
        HostSnapshot seen = HostProbe.start(
                        new Telling(), HostSnapshot.builder().machine(before).programs(Set.of("colima")), true)
                .await(Duration.ofSeconds(20));

        assertThat(seen.machine()).isEqualTo(before);
        assertThat(seen.programs()).containsExactly("colima");
        assertThat(seen.guests()).hasSize(1);
        assertThat(seen.defaultRoute()).isPresent();
    }

    @Test
    void await_interrupted_returnsWithTheFlagSet() {
        CountDownLatch released = new CountDownLatch(1);
        HostProbe probe = start(new Telling() {
            @Override
            public Machine machine() {
                awaitUninterrupted(released);
                return super.machine();
            }
        });
        Thread.currentThread().interrupt();

        assertThat(probe.await(Duration.ofSeconds(20)).programs()).isEmpty();

        assertThat(Thread.interrupted()).isTrue();
        released.countDown();
    }

    private static HostProbe start(SystemProbe system) {
        return HostProbe.start(system, HostSnapshot.builder(), false);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
