package io.vmshare.http;

/**
 * The three words of a request line as they came (RFC 9112 §3), one {@code char} per byte. Immutable.
 *
 * @param method the method, empty when the line has not three words
 * @param target the request target, or the whole of such a line
 * @param version the protocol version, empty when the line has not three words
 */
public record RequestLine(String method, String target, String version) {

    /** That of a request of which no line has come. */
    public static final RequestLine NONE = new RequestLine("", "", "");

    /** Longer than any method there is. */
    private static final int MAX_METHOD = 32;

    private static final String PREFIX = "HTTP/";
    private static final int VERSION_LENGTH = PREFIX.length() + 3;

    /** Returns the words of {@code text}, whatever it is. */
    static RequestLine of(String text) {
        int first = text.indexOf(' ');
        int last = text.lastIndexOf(' ');
        return first == last
                ? new RequestLine("", text, "")
                : new RequestLine(text.substring(0, first), text.substring(first + 1, last), text.substring(last + 1));
    }

    /** Returns the line. */
    public String render() {
        return method.isEmpty() ? target : method + ' ' + target + ' ' + version;
    }

    /**
     * Checks the line and returns the minor version: 0, or 1 for every later one (RFC 9110 §2.5).
     *
     * @throws RequestRefused with 400 if a word is malformed, 414 if the target is too long, 501 if the method is longer
     *     than any, 505 if the major version is not 1
     */
    int check(int maxTargetBytes) {
        if (target.length() > maxTargetBytes) {
            throw new RequestRefused(414, "the request target is longer than " + maxTargetBytes + " bytes");
        }
        if (method.length() > MAX_METHOD) {
            throw new RequestRefused(501, "unknown method"); // RFC 9112 §3.1
        }
        if (isVersion() && version.charAt(PREFIX.length()) != '1') {
            throw new RequestRefused(505, "major version other than 1");
        }
        if (!Tokens.isToken(method) || !isTarget() || !isVersion()) {
            throw new RequestRefused(400, "malformed request line");
        }
        return version.endsWith("0") ? 0 : 1;
    }

    /**
     * No space, no control character, no fragment, no broken percent-encoding (RFC 3986 §2.1). What else no URI holds is
     * let pass: old browsers send it.
     */
    private boolean isTarget() {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == 0x7F || c == '#' || (c == '%' && !(isHexDigit(i + 1) && isHexDigit(i + 2)))) {
                return false;
            }
        }
        return target.startsWith("/")
                || (isAbsolute() && !authority().isEmpty() && HostField.isValid(authority()))
                || (method.equals("OPTIONS") && target.equals("*"))
                || method.equals("CONNECT");
    }

    /** Returns whether the target is in absolute form (RFC 9112 §3.2.2). */
    boolean isAbsolute() {
        int end = target.indexOf("://");
        return end > 0 && isScheme(target.substring(0, end));
    }

    /** A letter, and then letters, digits and three marks (RFC 3986 §3.1). */
    private static boolean isScheme(String text) {
        return isLetter(text.charAt(0))
                && text.chars().allMatch(c -> isLetter((char) c) || isDigit((char) c) || "+-.".indexOf(c) >= 0);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Returns the host that an absolute form names, without what once was a user's name (RFC 3986 §3.2). */
    String authority() {
        String authority = target.substring(target.indexOf("://") + 3, endOfAuthority());
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /** Returns the path and query of an absolute form, which is what it asks the host for that it names. */
    String originForm() {
        String rest = target.substring(endOfAuthority());
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private int endOfAuthority() {
        int end = target.indexOf("://") + 3;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        return end;
    }

    private boolean isHexDigit(int at) {
        return at < target.length() && Character.digit(target.charAt(at), 16) >= 0 && target.charAt(at) < 0x80;
    }

    private boolean isVersion() {
        return version.length() == VERSION_LENGTH
                && version.startsWith(PREFIX)
                && isDigit(version.charAt(PREFIX.length()))
                && version.charAt(PREFIX.length() + 1) == '.'
                && isDigit(version.charAt(PREFIX.length() + 2));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
