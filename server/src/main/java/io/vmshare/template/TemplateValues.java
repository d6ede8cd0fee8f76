package io.vmshare.template;

import java.net.InetAddress;
import java.util.List;

/**
 * What is put in place of the names. All are letters, digits and {@code -._~:/[]%}, so that no caller gets anything else
 * into a file: no space, quote, semicolon or line end. Immutable.
 *
 * @param url the URL of the share's root as the caller has it, without a slash at its end
 * @param host the host in it, IPv6 in brackets
 * @param port the port in it
 * @param client the address at the other end of the connection, IPv6 without brackets
 */
record TemplateValues(String url, String host, String port, String client) {

    private static final String MARKS = "-._~:/[]%";

    /** A name that is replaced. */
    enum Name {
        URL("${share.url}"),
        HOST("${share.host}"),
        PORT("${share.port}"),
        CLIENT("${client.address}");

        static final List<Name> ALL = List.of(values());

        private final String written;

        Name(String written) {
            this.written = written;
        }

        /** Returns the name as it stands in a file. */
        String written() {
            return written;
        }
    }

    /** Checks that there is nothing else in them. */
    TemplateValues {
        for (String value : List.of(url, host, port, client)) {
            if (!isHarmless(value)) {
                throw new IllegalArgumentException("not to be put into a file: " + value);
            }
        }
    }

    /** Returns an address as text; an IPv6 zone, which only this machine knows, is left out. */
    static String textOf(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** Returns what stands for {@code name}. */
    String of(Name name) {
        return switch (name) {
            case URL -> url;
            case HOST -> host;
            case PORT -> port;
            case CLIENT -> client;
        };
    }

    private static boolean isHarmless(String text) {
        return text.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || MARKS.indexOf(c) >= 0);
    }
}
