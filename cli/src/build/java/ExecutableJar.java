import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Step of the build: makes of a jar one that is a program, too, by putting a shell script in front, and writes the batch
 * file for Windows with the same flags. Equal input gives equal output. Run from its source.
 */
public final class ExecutableJar {

    private static final int JAVA_6 = 50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final Pattern FLAGS = Pattern.compile("(?m)^(?:gc|heap|flags)='(.*)'$");

    private ExecutableJar() {}

    /** Takes the directory of the scripts, the jar to read, and the jar to write; the batch file goes beside that. */
    public static void main(String[] args) throws IOException {
        Path scripts = Path.of(args[0]);
        Path target = Path.of(args[2]);
        byte[] zip = withLeanClasses(Path.of(args[1]));
        String script = Files.readString(scripts.resolve("head.sh"));
        String head = script.replace("@BUILD@", identity(script, zip));
        write(target, startingAfter(head.getBytes(StandardCharsets.UTF_8), zip));
        String batch = Files.readString(scripts.resolve("share.cmd")).replace("@FLAGS@", flags(head));
        write(target.resolveSibling("share.cmd"), batch.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The identity of what is in the jar and how it is started, so that no other build's archive is taken for its own. */
    private static String identity(String script, byte[] zip) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(script.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(zip), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String flags(String head) {
        StringJoiner flags = new StringJoiner(" ");
        for (MatchResult line : FLAGS.matcher(head).results().toList()) {
            flags.add(line.group(1));
        }
        return flags.toString();
    }

    /**
     * Returns the jar without the names of local variables, which only debuggers read (a tenth of the jar; lines stay for
     * stack traces), and with each class file older than Java 6 as one of Java 8: with the types that the verifier else has
     * to infer. The older form (picocli's) is not taken into archives, and costs more to verify.
     */
    private static byte[] withLeanClasses(Path jar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(jar.toFile());
                URLClassLoader classes =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()});
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                ZipEntry written = new ZipEntry(entry.getName());
                written.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(written);
                out.write(entry.getName().endsWith(".class") ? lean(content, classes) : content);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] lean(byte[] content, ClassLoader classes) {
        boolean old = ByteBuffer.wrap(content).getShort(6) < JAVA_6;
        ClassWriter writer = new ClassWriter(old ? ClassWriter.COMPUTE_FRAMES : 0) {
            @Override
            protected ClassLoader getClassLoader() {
                return classes;
            }
        };
        ClassVisitor lean = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int version, int access, String name, String generic, String parent, String[] types) {
                super.visit(old ? Opcodes.V1_8 : version, access, name, generic, parent, types);
            }

            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String type, String generic, String[] exceptions) {
                return new MethodVisitor(api, super.visitMethod(access, name, type, generic, exceptions)) {
                    @Override
                    public void visitLocalVariable(
                            String variable, String of, String signature, Label start, Label end, int index) {}
                };
            }
        };
        new ClassReader(content).accept(lean, old ? ClassReader.SKIP_FRAMES : 0);
        return writer.toByteArray();
    }

    /** Returns {@code head} and {@code zip} as one file, in which the zip's offsets count from the file's begin. */
    private static byte[] startingAfter(byte[] head, byte[] zip) {
        byte[] all = new byte[head.length + zip.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(zip, 0, all, head.length, zip.length);
        ByteBuffer file = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        int end = all.length - 22; // without a comment, as ZipOutputStream writes it
        check(file.getInt(end) == END_SIGNATURE && file.getInt(end + 16) != -1, "end");
        int central = file.getInt(end + 16) + head.length;
        file.putInt(end + 16, central);
        int entries = Short.toUnsignedInt(file.getShort(end + 10));
        int at = central;
        for (int i = 0; i < entries; i++) {
            check(file.getInt(at) == CENTRAL_SIGNATURE, "entry " + i);
            file.putInt(at + 42, file.getInt(at + 42) + head.length);
            at += 46 + file.getShort(at + 28) + file.getShort(at + 30) + file.getShort(at + 32);
        }
        check(at == end, "length of the directory");
        return all;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not the zip that is expected: " + what);
        }
    }

    /** Writes a file that others may read and run, in one step. */
    private static void write(Path target, byte[] content) throws IOException {
        Path whole = target.resolveSibling(target.getFileName() + ".tmp");
        Files.write(whole, content);
        if (Files.getFileStore(whole).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
