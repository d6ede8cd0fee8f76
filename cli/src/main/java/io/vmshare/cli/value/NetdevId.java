package io.vmshare.cli.value;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads names of netdevs as QEMU allows them, and numbers of adapters; they go into commands and hold nothing else. */
public final class NetdevId implements ITypeConverter<String> {

    private static final Pattern NAME = Pattern.compile("#?[A-Za-z][A-Za-z0-9._-]*|[1-9]\\d{0,2}");

    @Override
    public String convert(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new TypeConversionException("not a netdev; write it like net0, or 1 for VirtualBox's first adapter");
        }
        return text;
    }
}
