package io.vmshare.cli.value;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The media type of files with an extension. Its parts are checked by whoever takes them.
 *
 * @param extension the extension without its dot
 * @param type the media type
 */
public record ExtensionType(String extension, String type) {

    /** Reads {@code EXT=TYPE}; the extension may have its dot. */
    public static final class Reader implements ITypeConverter<ExtensionType> {
        @Override
        public ExtensionType convert(String text) {
            int start = text.startsWith(".") ? 1 : 0;
            int equals = text.indexOf('=');
            if (equals <= start) {
                throw new TypeConversionException("not EXT=TYPE; write it like wim=application/x-ms-wim");
            }
            return new ExtensionType(
                    text.substring(start, equals).strip(),
                    text.substring(equals + 1).strip());
        }
    }
}
