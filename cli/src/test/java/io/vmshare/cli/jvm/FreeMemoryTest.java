package io.vmshare.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class FreeMemoryTest {

    @TempDir
    private Path root;

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private OptionalLong bytes() {
        return new FreeMemory(root).bytes();
    }

    @Test
    void bytes_ofTheMachine_areThoseAvailable() throws IOException {
        write("proc/meminfo", "MemTotal:  4000 kB\nMemFree:  10 kB\nMemAvailable:     2000 kB\n");

        assertThat(bytes()).hasValue(2000 * 1024);
    }

    @Test
    void bytes_inGroupWithLimit_areWhatThatLeaves() throws IOException {
        write("proc/meminfo", "MemAvailable: 2000 kB\n");
        write("proc/self/cgroup", "0::/a/b\n");
        write("sys/fs/cgroup/a/b/memory.current", "300\n");

        write("sys/fs/cgroup/a/b/memory.max", "1000\n");
        assertThat(bytes()).hasValue(700);

        write("sys/fs/cgroup/a/b/memory.max", "max\n");
        assertThat(bytes()).hasValue(2000 * 1024);

        write("proc/self/cgroup", "3:memory:/a/b\n");
        assertThat(bytes()).hasValue(2000 * 1024);
    }

    @Test
    void bytes_unknownSystem_areUnknown() throws IOException {
        assertThat(bytes()).isEmpty();

        write("proc/meminfo", "MemAvailable: much\n");
        assertThat(bytes()).isEmpty();
    }

    @Test
    void bytes_here_areSome() {
        assertThat(new FreeMemory(Path.of("/")).bytes().orElse(1)).isPositive();
    }
}
