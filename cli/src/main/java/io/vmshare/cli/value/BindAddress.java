package io.vmshare.cli.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads addresses to listen on: literals, IPv6 also in brackets, and names this machine can look up. */
public final class BindAddress implements ITypeConverter<InetAddress> {

    @Override
    public InetAddress convert(String text) {
        Optional<InetAddress> address = read(text);
        if (address.isEmpty()) {
            throw new TypeConversionException("not an address; write it like 127.0.0.1, 0.0.0.0 or ::");
        }
        return address.get();
    }

    /** Returns the address that {@code text} is or names, if it does. */
    public static Optional<InetAddress> read(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(InetAddress.getByName(text.strip()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
