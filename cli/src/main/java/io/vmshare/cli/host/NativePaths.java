package io.vmshare.cli.host;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Paths from and to {@link NativeText}. Under {@code LC_ALL=C} the JDK refuses to make a path of a name that is not
 * ASCII, but takes its bytes in a percent-encoded {@code file:} URI.
 */
public final class NativePaths {

    private NativePaths() {}

    /** Returns the current directory. */
    public static Path workingDirectory() {
        String directory = System.getProperty("user.dir");
        if (!NativeText.isPlain(directory)) {
            try {
                return Files.readSymbolicLink(Path.of("/proc/self/cwd"));
            } catch (IOException | RuntimeException e) {
                return Path.of(directory); // not Linux: there the JVM's word is good
            }
        }
        return Path.of(directory);
    }

    /**
     * Returns the absolute path of {@code text}, which need not exist. Steps to the parent are taken as the file system
     * takes them, after links.
     *
     * @throws java.nio.file.InvalidPathException if the system can have no such path
     */
    public static Path of(String text) {
        Path base = workingDirectory();
        if (NativeText.isPlain(text) || File.separatorChar != '/') {
            return withoutSteps(base.resolve(text));
        }
        String encoded = NativeText.percentEncode(NativeText.encode(text));
        String parent = text.startsWith("/") ? "" : base.toUri().getRawPath() + "/";
        return withoutSteps(Path.of(URI.create("file://" + parent + encoded)));
    }

    /** Returns the text of an absolute path. */
    public static String text(Path path) {
        String decoded = path.toString();
        boolean ours = path.getFileSystem().equals(FileSystems.getDefault()); // others hold text, not bytes
        if (NativeText.isPlain(decoded) || File.separatorChar != '/' || !ours) {
            return decoded;
        }
        String text = NativeText.decode(NativeText.percentDecode(path.toUri().getRawPath()));
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Returns the last name of an absolute path; empty for a root. */
    public static String lastName(Path path) {
        String text = text(path);
        int slash = Math.max(text.lastIndexOf('/'), text.lastIndexOf(File.separatorChar));
        return text.substring(slash + 1);
    }

    /** Returns a name as one segment of a URL's path. */
    public static String urlSegment(String name) {
        return NativeText.percentEncode(NativeText.encode(name));
    }

    private static Path withoutSteps(Path path) {
        for (Path name : path) {
            if (name.toString().equals("..")) {
                try {
                    return path.toRealPath();
                } catch (IOException e) {
                    return path; // missing, which whoever opens it will say
                }
            }
        }
        return path.normalize();
    }
}
