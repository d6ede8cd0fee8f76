package io.vmshare.cli.jvm;

import io.vmshare.cli.host.StandardStreams;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program of its own that makes an archive: it lets the jar share a small tree on loopback, through the script and with
 * the same flags, asks for what clients ask for, and stops it, upon which that JVM writes what it has loaded. Ends by
 * itself within a minute.
 */
public final class Trainer {

    private static final long LIMIT_SECONDS = 50; // the processes around it know 60
    private static final long LEAST_BYTES = 1_000_000;

    /** Files are kept by a share, and answered from memory, when they are this old. */
    private static final long SETTLES_NANOS = TimeUnit.MILLISECONDS.toNanos(2500);

    private final ArchivePlace place;
    private final Path jar;

    private Trainer(ArchivePlace place, Path jar) {
        this.place = place;
        this.jar = jar;
    }

    /** Returns the command that makes an archive of {@code jar}. */
    static List<String> command(Path jar, String beginning) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                jar.toString(),
                Trainer.class.getName(),
                beginning);
    }

    /**
     * Takes the beginning of the archive's path, to which its length and kind are appended, and optionally the seconds
     * after which all is given up.
     */
    public static void main(String[] args) throws InterruptedException {
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : LIMIT_SECONDS;
        Thread limit = new Thread(() -> endAfter(seconds), "share-limit");
        limit.setDaemon(true);
        limit.start();
        try {
            new Trainer(ArchivePlace.of(args[0]), Path.of(System.getProperty("java.class.path"))).run();
        } catch (IOException e) {
            StandardStreams.err("share: no class archive: " + args[0] + ": " + e.getMessage() + "\n");
            System.exit(1);
        }
    }

    private static void endAfter(long seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        killAll();
        Runtime.getRuntime().halt(1);
    }

    private static void killAll() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private void run() throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(
                        place.directory().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                return; // somebody else is at it
            }
            ArchiveFiles files = new ArchiveFiles(place);
            files.removeLeftovers();
            Path work = Files.createTempDirectory(place.directory(), ArchiveFiles.TEMPORARY);
            try {
                Path archive = work.resolve("archive");
                if (ArchivePlace.isAot()) {
                    train(TrainingTree.create(work.resolve("tree")), archive);
                } else {
                    Path classes = work.resolve("classes");
                    train(TrainingTree.create(work.resolve("tree")), classes);
                    dump(classes, archive);
                }
                if (Files.size(archive) < LEAST_BYTES) {
                    throw new IOException("the archive has only " + Files.size(archive) + " bytes");
                }
                files.publish(archive);
                files.removeOld();
            } finally {
                killAll();
                ArchiveFiles.remove(work);
            }
        }
    }

    /** Lets a share of {@code tree} write what is called for in {@code written}. */
    private void train(Path tree, Path written) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", jar.toString(), "--port", "0", "--bind", "127.0.0.1", tree.toString())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectError(Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SHARE_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("SHARE_TRAIN_ARCHIVE", written.toString());
        Process share = builder.start();
        int port = ListeningPort.readFrom(share.getInputStream());
        LockSupport.parkNanos(SETTLES_NANOS);
        TrainingLoad.on(port);
        share.destroy();
        awaitWritten(share, written);
    }

    /**
     * Writes the archive of the classes that are listed in {@code classes}, the JDK's own and ours: smaller by a third in
     * memory than one of ours on top of all that the JDK archives.
     */
    private void dump(Path classes, Path archive) throws IOException, InterruptedException {
        Process dump = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseG1GC", // the only collector of 17 that writes objects, too; others read them
                        "-Xmx128m",
                        "-Xlog:disable",
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + archive,
                        "-cp",
                        jar.toString())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        awaitWritten(dump, archive);
    }

    private static void awaitWritten(Process writer, Path file) throws IOException, InterruptedException {
        if (!writer.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || writer.exitValue() != 0 || !Files.exists(file)) {
            throw new IOException("the process that was to write it failed");
        }
    }
}
