package io.vmshare.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.RangeSelection;
import io.vmshare.http.RangeSelection.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 9110 §14.1.2 and §14.2 in numbers without an end. */
public final class RangeProperty {

    private static final Pattern FIELD = Pattern.compile("(?i)bytes=(?![ \t]+[^ \t,])(.*)", Pattern.DOTALL);
    private static final Pattern ELEMENT = Pattern.compile("[ \t]*(?:(\\d*)-(\\d*))?[ \t]*");
    private static final int MAX_RANGES = 256;

    private RangeProperty() {}

    /** What is to be checked. */
    public interface Selector {
        RangeSelection select(String field, long length);
    }

    /** The bytes asked for by the element of a number; the last one belongs to them. */
    private record Span(BigInteger first, BigInteger last) {

        boolean touches(Span other) {
            return first.compareTo(other.last.add(BigInteger.ONE)) <= 0
                    && other.first.compareTo(last.add(BigInteger.ONE)) <= 0;
        }

        BigInteger length() {
            return last.subtract(first).add(BigInteger.ONE);
        }
    }

    /** Fails if {@code selector} does not select what the field asks for. */
    public static void check(Selector selector, String field, long length) {
        RangeSelection selection = selector.select(field, length);
        Optional<List<Span>> expected = expected(field, BigInteger.valueOf(length));
        String what = field + " of " + length;

        Outcome outcome = expected.map(spans -> spans.isEmpty() ? Outcome.UNSATISFIABLE : Outcome.PARTIAL)
                .orElse(Outcome.WHOLE);
        assertThat(selection.outcome()).as(what).isEqualTo(outcome);
        assertThat(selection.ranges())
                .as(what)
                .allSatisfy(range -> assertThat(range.last()).isLessThan(length))
                .extracting(range -> new Span(BigInteger.valueOf(range.first()), BigInteger.valueOf(range.last())))
                .containsExactlyElementsOf(expected.orElse(List.of()));
    }

    /** Returns the ranges, or empty if the field does not count. */
    private static Optional<List<Span>> expected(String field, BigInteger length) {
        Matcher matcher = FIELD.matcher(field);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Span> spans = new ArrayList<>();
        int elements = 0;
        for (String text : matcher.group(1).split(",", -1)) {
            Matcher element = ELEMENT.matcher(text);
            if (!element.matches()) {
                return Optional.empty();
            }
            if (element.group(1) != null) {
                Optional<Span> span = span(element.group(1), element.group(2), length);
                if (span.isEmpty()) {
                    return Optional.empty();
                }
                elements++;
                spans.add(span.get());
            }
        }
        spans.removeIf(span -> span.length().signum() <= 0);
        BigInteger total = spans.stream().map(Span::length).reduce(BigInteger.ZERO, BigInteger::add);
        return elements == 0 || elements > MAX_RANGES || total.compareTo(length) > 0
                ? Optional.empty()
                : Optional.of(joined(spans));
    }

    /** Returns what one element selects, an empty span if it is nothing, or empty if the field does not count. */
    private static Optional<Span> span(String first, String last, BigInteger length) {
        BigInteger end = length.subtract(BigInteger.ONE);
        if (first.isEmpty()) {
            if (last.isEmpty() || (length.signum() == 0 && new BigInteger(last).signum() > 0)) {
                return Optional.empty();
            }
            return Optional.of(new Span(length.subtract(new BigInteger(last)).max(BigInteger.ZERO), end));
        }
        BigInteger from = new BigInteger(first);
        if (last.isEmpty()) {
            return Optional.of(new Span(from, end));
        }
        return from.compareTo(new BigInteger(last)) > 0
                ? Optional.empty()
                : Optional.of(new Span(from, end.min(new BigInteger(last))));
    }

    /** Joins what touches until nothing does, in the place of the first. */
    private static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>(spans);
        for (int i = 0; i < joined.size(); i++) {
            for (int j = i + 1; j < joined.size(); j++) {
                Span one = joined.get(i);
                Span other = joined.get(j);
                if (one.touches(other)) {
                    joined.set(
                            i,
                            new Span(one.first().min(other.first()), one.last().max(other.last())));
                    joined.remove(j);
                    i = -1;
                    break;
                }
            }
        }
        return joined;
    }
}
