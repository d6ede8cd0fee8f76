package io.vmshare.cli.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads addresses to listen on: literals, IPv6 also in brackets, and names this machine can look up. */
public final class BindAddress implements ITypeConverter<InetAddress> {

    @Override
    public InetAddress convert(String text) {
        try {
            if (text.isBlank()) {
                throw new UnknownHostException();
            }
            return InetAddress.getByName(text.strip());
        } catch (UnknownHostException e) {
            throw new TypeConversionException("not an address; write it like 127.0.0.1, 0.0.0.0 or ::");
        }
    }
}
