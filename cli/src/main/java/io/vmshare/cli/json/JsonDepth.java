package io.vmshare.cli.json;

/** How deep a JSON text is nested: the reader calls itself for each level, and its stack has an end. Pure. */
public final class JsonDepth {

    /** Deeper than anything the programs that we ask print. */
    private static final int MOST = 100;

    private JsonDepth() {}

    /** Returns whether {@code json} is nested too deep to be read, be it JSON or not. */
    public static boolean isTooDeep(String json) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString && c == '\\') {
                i++; // what is escaped ends no string
            } else if (c == '"') {
                inString = !inString;
            } else if (!inString) {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            }
            if (depth > MOST) {
                return true;
            }
        }
        return false;
    }
}
