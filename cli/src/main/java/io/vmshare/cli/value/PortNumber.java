package io.vmshare.cli.value;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads TCP ports, 0 to 65535. */
public final class PortNumber implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        return parse(text);
    }

    /** Returns whether {@code text} is a port. */
    public static boolean isPort(String text) {
        return isNumber(text) && text.length() <= 9 && Integer.parseInt(text) <= 65535;
    }

    static int parse(String text) {
        if (text.startsWith("HTTP/")) {
            throw new TypeConversionException("not a port; -p is the port here, not the protocol as in Python's server,"
                    + " and HTTP/1.1 is always spoken; leave it out");
        }
        if (!isPort(text)) {
            throw new TypeConversionException("not a port; choose 0 to 65535, where 0 is any free one");
        }
        return Integer.parseInt(text);
    }

    /** Returns whether {@code text} is made of decimal digits. */
    public static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
