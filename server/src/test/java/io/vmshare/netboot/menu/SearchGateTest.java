package io.vmshare.netboot.menu;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.SleepyFileSystem;
import io.vmshare.netboot.BootMenu;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SearchGateTest {

    @TempDir
    Path root;

    @Test
    void search_manyAtOnce_allGetTheMenu() throws Exception {
        Files.writeString(root.resolve("a.img"), "a disk");
        SearchGate gate = new SearchGate(Mounts.of(List.of(root), true, false, true));
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            List<Future<BootMenu>> menus = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                menus.add(clients.submit(() -> gate.search(RequestPath.parse("/"))));
            }
            for (Future<BootMenu> menu : menus) {
                assertThat(menu.get().entries()).hasSize(1);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void search_placeThatHangs_holdsUpItsOwnOnly() throws Exception {
        SleepyFileSystem sleepy = new SleepyFileSystem();
        Path fast = Files.createDirectory(root.resolve("fast"));
        Path slow = Files.createDirectory(root.resolve("slow"));
        SearchGate gate = new SearchGate(Mounts.of(List.of(fast, sleepy.of(slow)), true, false, true));
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            sleepy.sleep(Duration.ofSeconds(5));
            for (int i = 0; i < 8; i++) {
                clients.execute(() -> {
                    try {
                        gate.search(RequestPath.parse("/slow/"));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            Deadline.await("four that hang", () -> sleepy.sleepers() == 4);

            assertThat(gate.search(RequestPath.parse("/fast/")).complete()).isTrue();
            assertThat(sleepy.sleepers()).isEqualTo(4);
        } finally {
            sleepy.sleep(Duration.ZERO);
            clients.shutdownNow();
        }
    }

    @Test
    void search_thatIsInterruptedWhileItWaits_leavesTheOthersTheirTurn() throws Exception {
        SearchGate gate = new SearchGate(Mounts.of(List.of(root), true, false, true));
        for (int i = 0; i < 10; i++) {
            Thread.currentThread().interrupt();
            try {
                gate.search(RequestPath.parse("/"));
            } catch (InterruptedException e) {
                assertThat(Thread.interrupted()).isFalse();
            }
        }

        assertThat(gate.search(RequestPath.parse("/")).complete()).isTrue();
    }
}
