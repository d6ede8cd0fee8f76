package io.vmshare.cli.vm;

import io.vmshare.cli.ShareProcess;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A libvirt daemon of a user's own with one domain on user networking, which has nothing to boot from. The daemon of
 * root would be the system's, so root becomes nobody for it.
 */
final class LibvirtSession implements AutoCloseable {

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    private static final String DOMAIN = """
            <domain type='qemu'><name>%s</name><memory unit='MiB'>32</memory><vcpu>1</vcpu>
            <os><type arch='x86_64' machine='q35'>hvm</type></os>
            <devices><interface type='user'><model type='virtio'/></interface></devices></domain>
            """;

    private final Path directory;
    private final String domain;
    private final Process daemon;

    private LibvirtSession(Path directory, String domain, Process daemon) {
        this.directory = directory;
        this.domain = domain;
        this.daemon = daemon;
    }

    /** Starts the daemon and the domain. */
    static LibvirtSession start(String domain) throws Exception {
        for (String program : List.of("libvirtd", "virsh", "qemu-system-x86_64", "setpriv", "chown")) {
            RequiredClient.require(program);
        }
        Path directory = Files.createTempDirectory("libvirt");
        Files.createDirectories(directory.resolve("home/.config/libvirt"));
        Files.createDirectory(
                directory.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // Otherwise another daemon, for logs, would be started and stay for a while.
        Files.writeString(directory.resolve("home/.config/libvirt/qemu.conf"), "stdio_handler = \"file\"\n");
        Files.writeString(directory.resolve("domain.xml"), DOMAIN.formatted(domain));
        if (isRoot()) {
            run(new ProcessBuilder("chown", "-R", "65534:65534", directory.toString()), directory.resolve("chown"));
        }
        Process daemon = start(directory, "libvirtd").start();
        LibvirtSession session = new LibvirtSession(directory, domain, daemon);
        try {
            Deadline.await("libvirtd listens", () -> session.isListening() || !daemon.isAlive());
            session.virsh("create", directory.resolve("domain.xml").toString());
            return session;
        } catch (Throwable e) {
            session.close();
            throw e;
        }
    }

    private boolean isListening() {
        Path socket = directory.resolve("run/libvirt/libvirt-sock");
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return client.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes a run of the program one of the session's user. */
    ShareProcess.Setup join(ShareProcess.Setup run) {
        return run.through(asUser().toArray(String[]::new))
                .environment("HOME", directory.resolve("home").toString())
                .environment("XDG_RUNTIME_DIR", directory.resolve("run").toString());
    }

    /** Returns what QEMU's human monitor answers. */
    String ask(String command) throws Exception {
        return virsh("qemu-monitor-command", "--hmp", "--domain=" + domain, command);
    }

    /** Ends the domain as pulling its plug does. */
    void destroy() throws Exception {
        virsh("destroy", "--domain=" + domain);
    }

    private String virsh(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("virsh", "--connect=qemu:///session"));
        words.addAll(List.of(arguments));
        return run(start(directory, words.toArray(String[]::new)), directory.resolve("virsh"));
    }

    private static ProcessBuilder start(Path directory, String... words) {
        List<String> all = new ArrayList<>(asUser());
        all.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.redirectOutput(directory.resolve("log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("LIBVIRT_"));
        builder.environment().put("HOME", directory.resolve("home").toString());
        builder.environment().put("XDG_RUNTIME_DIR", directory.resolve("run").toString());
        return builder;
    }

    private static String run(ProcessBuilder builder, Path output) throws Exception {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(builder.command() + " fails: " + text);
        }
        return text;
    }

    private static List<String> asUser() {
        return isRoot() ? AS_NOBODY : List.of("env");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Ends the domain, if it is still there, then the daemon. */
    @Override
    public void close() throws IOException {
        try {
            if (!virsh("list", "--name").isBlank()) {
                destroy();
            }
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            daemon.destroy();
            daemon.onExit().join();
            HostileTree.delete(directory);
        }
    }
}
