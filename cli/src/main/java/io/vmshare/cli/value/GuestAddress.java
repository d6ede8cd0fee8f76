package io.vmshare.cli.value;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads IPv4 addresses, the only ones that hypervisors forward to; they go into commands and hold nothing else. */
public final class GuestAddress implements ITypeConverter<String> {

    private static final Pattern LITERAL =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    @Override
    public String convert(String text) {
        if (!LITERAL.matcher(text).matches()) {
            throw new TypeConversionException("not an IPv4 address; write it like 10.0.2.77");
        }
        return text;
    }
}
