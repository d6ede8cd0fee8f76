package io.vmshare.image.iso.record;

/** Which of its names an image is read by. */
public enum Naming {
    /** Those of Rock Ridge; a record without one has its plain name. */
    ROCK_RIDGE,
    /** Those of Joliet. */
    JOLIET,
    /** Those of ISO 9660, which are found in either case. */
    PLAIN;

    /** Returns the name of {@code record}, which may be none that can be used. */
    public String nameOf(DirectoryRecord record, RockRidge fields) {
        return switch (this) {
            case ROCK_RIDGE -> fields.name().orElseGet(() -> RecordName.plain(record.name()));
            case JOLIET -> RecordName.joliet(record.name());
            case PLAIN -> RecordName.plain(record.name());
        };
    }

    /** Returns what a name that is asked for is called in the image. */
    public String asked(String name) {
        return this == PLAIN ? inLowerCase(name) : name;
    }

    private static String inLowerCase(String name) {
        StringBuilder lower = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            lower.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return lower.toString();
    }
}
