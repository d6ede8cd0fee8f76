package io.vmshare.http;

/** The syntax of the {@code Host} field: {@code uri-host [":" port]} (RFC 9112 §3.2, RFC 3986 §3.2.2). */
public final class HostField {

    private static final String UNRESERVED_MARKS = "-._~";
    private static final String SUB_DELIMS = "!$&'()*+,;=";

    private static final int GROUPS = 8;

    private HostField() {}

    /**
     * Returns whether {@code field} is a host, by name or address, perhaps with a port. The empty field is one (RFC 9112
     * §3.2); whether the host exists, or is ours, is not asked.
     */
    public static boolean isValid(String field) {
        int end = field.startsWith("[") ? field.indexOf(']') + 1 : field.indexOf(':');
        if (field.startsWith("[") && (end == 0 || !isLiteral(field.substring(1, end - 1)))) {
            return false;
        }
        int hostEnd = end < 0 ? field.length() : end;
        boolean hostOk = field.startsWith("[") || isEncoded(field.substring(0, hostEnd), SUB_DELIMS);
        return hostOk && isPort(field.substring(hostEnd));
    }

    /**
     * Returns the valid {@code field} without its port if that is none of 1 to 65535. By the grammar it may be empty or of
     * any length (RFC 3986 §3.2.3), but engines want a number that can be one.
     */
    static String withUsablePort(String field) {
        int colon = field.lastIndexOf(':');
        if (colon < 0 || field.endsWith("]")) {
            return field;
        }
        String digits = field.substring(colon + 1);
        boolean usable = !digits.isEmpty() && digits.length() <= 5 && isBetween(Integer.parseInt(digits), 1, 65_535);
        return usable ? field : field.substring(0, colon);
    }

    private static boolean isBetween(int number, int first, int last) {
        return number >= first && number <= last;
    }

    /** A colon and any number of digits, or nothing. */
    private static boolean isPort(String text) {
        return text.isEmpty() || (text.charAt(0) == ':' && areDigits(text.substring(1)));
    }

    /** What may stand in brackets: an IPv6 address, perhaps with a zone (RFC 6874 §2), or a future version's. */
    private static boolean isLiteral(String text) {
        if (text.startsWith("v") || text.startsWith("V")) {
            return isFutureAddress(text);
        }
        int zone = text.indexOf("%25");
        if (zone < 0) {
            return isIpv6(text);
        }
        String zoneId = text.substring(zone + 3);
        return isIpv6(text.substring(0, zone)) && !zoneId.isEmpty() && isEncoded(zoneId, "");
    }

    private static boolean isFutureAddress(String text) {
        int dot = text.indexOf('.');
        if (dot < 2 || dot + 1 == text.length()) {
            return false;
        }
        String address = text.substring(dot + 1);
        return areHexDigits(text.substring(1, dot)) && address.indexOf('%') < 0 && isEncoded(address, SUB_DELIMS + ":");
    }

    /** Eight groups, the last two perhaps as an IPv4 address; {@code ::} stands once for one or more of them. */
    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        int after = gap + 2 == text.length() ? 0 : groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** Returns how many groups of 16 bits {@code text} names, or -1 when it is no list of groups. */
    private static int groups(String text, boolean mayEndInIpv4) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (!parts[i].isEmpty() && parts[i].length() <= 4 && areHexDigits(parts[i])) {
                count++;
            } else if (last && mayEndInIpv4 && isIpv4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    private static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        for (String octet : octets) {
            boolean padded = octet.length() > 1 && octet.charAt(0) == '0';
            if (octet.isEmpty() || octet.length() > 3 || padded || !areDigits(octet) || Integer.parseInt(octet) > 255) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether {@code text} is unreserved characters, percent-encoded bytes and {@code more}. */
    private static boolean isEncoded(String text, String more) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !areHexDigits(text.substring(i + 1, i + 3))) {
                    return false;
                }
                i += 2;
            } else if (!isLetterOrDigit(c) && UNRESERVED_MARKS.indexOf(c) < 0 && more.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean areDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean areHexDigits(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
    }
}
