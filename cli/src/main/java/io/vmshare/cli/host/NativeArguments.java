package io.vmshare.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The program's arguments and environment as the system gave them. The JVM decodes both by the locale, which under
 * {@code LC_ALL=C} loses every byte that is not ASCII; Linux still has them. Strings are those of {@link NativeText}.
 */
public final class NativeArguments {

    private NativeArguments() {}

    /** Returns the arguments unmangled where the system tells them, else as they are. */
    public static String[] of(String[] decoded) {
        boolean plain = true;
        for (String argument : decoded) {
            plain &= NativeText.isPlain(argument);
        }
        return plain ? decoded : lastOf(zeroTerminated("/proc/self/cmdline"), decoded);
    }

    /** Returns the variables whose names begin with {@code prefix}, unmangled where the system tells them. */
    public static Map<String, String> environment(String prefix) {
        Map<String, String> variables = new LinkedHashMap<>();
        boolean plain = true;
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().startsWith(prefix)) {
                variables.put(variable.getKey(), variable.getValue());
                plain &= NativeText.isPlain(variable.getValue());
            }
        }
        if (!plain) {
            for (String text : zeroTerminated("/proc/self/environ")) {
                int equals = text.indexOf('=');
                if (equals > 0 && variables.containsKey(text.substring(0, equals))) {
                    variables.put(text.substring(0, equals), text.substring(equals + 1));
                }
            }
        }
        return variables;
    }

    /** Returns the last elements of {@code all}, as many as there are arguments, if the plain ones agree. */
    static String[] lastOf(List<String> all, String[] decoded) {
        int skipped = all.size() - decoded.length;
        if (skipped < 0) {
            return decoded;
        }
        String[] unmangled = all.subList(skipped, all.size()).toArray(new String[0]);
        for (int i = 0; i < decoded.length; i++) {
            if (NativeText.isPlain(decoded[i]) && !decoded[i].equals(unmangled[i])) {
                return decoded; // not the same list: started in a way we do not know
            }
        }
        return unmangled;
    }

    private static List<String> zeroTerminated(String file) {
        List<String> texts = new ArrayList<>();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            return texts; // not Linux
        }
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                texts.add(NativeText.decode(java.util.Arrays.copyOfRange(bytes, start, i)));
                start = i + 1;
            }
        }
        return texts;
    }
}
