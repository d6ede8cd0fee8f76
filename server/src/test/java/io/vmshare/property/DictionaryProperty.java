package io.vmshare.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.WantDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dictionaries of RFC 9651 by a pattern that follows its rules one by one. */
public final class DictionaryProperty {

    private static final String KEY = "[a-z*][a-z0-9_.*-]*+";
    private static final String INTEGER = "-?[0-9]{1,15}+";
    private static final String DECIMAL = "-?[0-9]{1,12}+\\.[0-9]{1,3}+";
    private static final String STRING = "\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+\"";
    private static final String TOKEN = "[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*+";
    private static final String BYTES = ":[A-Za-z0-9+/=]*+:";
    private static final String BOOLEAN = "\\?[01]";
    private static final String DATE = "@" + INTEGER;
    private static final String DISPLAY = "%\"(?:[ !#$&-~]|%[0-9a-f]{2})*+\"";
    private static final String ITEM =
            "(?:" + String.join("|", DECIMAL, INTEGER, STRING, TOKEN, BYTES, BOOLEAN, DATE, DISPLAY) + ")";
    private static final String PARAMETERS = "(?:; *+" + KEY + "(?:=" + ITEM + ")?)*+";
    private static final String LIST = "\\( *+(?:" + ITEM + PARAMETERS + "(?: ++" + ITEM + PARAMETERS + ")*+ *+)?\\)";
    private static final Pattern MEMBER =
            Pattern.compile("(" + KEY + ")(?:=(?:(" + ITEM + ")|" + LIST + "))?" + PARAMETERS);
    private static final Pattern DICTIONARY =
            Pattern.compile(" *+(?:" + MEMBER + "(?:[ \t]*+,[ \t]*+" + MEMBER + ")*+)?[ \t]*+");

    private DictionaryProperty() {}

    /** What is wanted of a digest called {@code a} or {@code b} is what the last member of that name says. */
    public static void checkWanted(String field) {
        assertThat(WantDigest.of(field).best(List.of("a", "b")))
                .as("[%s]", field)
                .isEqualTo(expected(field));
    }

    private static Optional<String> expected(String field) {
        long a = 0;
        long b = 0;
        if (DICTIONARY.matcher(field).matches()) {
            Matcher members = MEMBER.matcher(field);
            while (members.find()) {
                String item = members.group(2);
                boolean integer = item != null && item.matches(INTEGER);
                long value = integer ? Long.parseLong(item) : 0;
                long weight = value > 10 ? 0 : value;
                if (members.group(1).equals("a")) {
                    a = weight;
                } else if (members.group(1).equals("b")) {
                    b = weight;
                }
            }
        }
        return a > 0 && a >= b ? Optional.of("a") : b > 0 ? Optional.of("b") : Optional.empty();
    }
}
