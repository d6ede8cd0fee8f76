package io.vmshare.listing.page;

/**
 * A button on the page that asks for another representation of the directory.
 *
 * @param group what its group is called, such as {@code Download}
 * @param label what it says
 * @param key its key in the query
 * @param value its value in the query
 * @param ofSelected whether it is for the selected entries, if there are any, which {@code entry=NAME} names
 */
public record PageAction(String group, String label, String key, String value, boolean ofSelected) {}
