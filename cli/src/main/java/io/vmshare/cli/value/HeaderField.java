package io.vmshare.cli.value;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A field that is added to every answer. Its parts are checked by whoever takes them.
 *
 * @param name the field's name
 * @param value the field's value, without white space around it
 */
public record HeaderField(String name, String value) {

    /** Reads {@code NAME: VALUE}. */
    public static final class Reader implements ITypeConverter<HeaderField> {
        @Override
        public HeaderField convert(String text) {
            int colon = text.indexOf(':');
            if (colon <= 0) {
                throw new TypeConversionException("not a field; write it like 'Cache-Control: no-store'");
            }
            return new HeaderField(
                    text.substring(0, colon).strip(), text.substring(colon + 1).strip());
        }
    }
}
