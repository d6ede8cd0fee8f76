package io.vmshare.listing.page;

import java.util.List;

/**
 * Another representation of the directory that the page offers, in one form or several.
 *
 * @param label what it is called, such as {@code Download}
 * @param key its key in the query
 * @param forms the values of the key, at least one, in the order in which they are offered
 * @param ofSelected whether it is for the selected entries, if there are any, which {@code entry=NAME} names
 */
public record PageAction(String label, String key, List<Form> forms, boolean ofSelected) {

    /**
     * One form of it.
     *
     * @param label what people call it
     * @param value what a query calls it
     */
    public record Form(String label, String value) {}

    /** Copies the list. */
    public PageAction {
        forms = List.copyOf(forms);
    }

    /** Returns one that there is one form of. */
    public static PageAction of(String label, String key) {
        return new PageAction(label, key, List.of(new Form(label, "")), false);
    }
}
