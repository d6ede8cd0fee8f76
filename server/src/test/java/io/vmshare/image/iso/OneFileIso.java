package io.vmshare.image.iso;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image with one file, for the tests of other packages. */
public final class OneFileIso {

    private static final int PLACE = IsoBuilder.TOP + 1;

    private OneFileIso() {}

    /** Writes one whose file is called {@code name}, in upper case with an extension, and returns {@code image}. */
    public static Path write(Path image, String name, byte[] content) throws IOException {
        int sectors = PLACE + content.length / IsoBuilder.SECTOR + 1;
        IsoBuilder builder = new IsoBuilder(sectors)
                .records(
                        IsoBuilder.TOP,
                        IsoBuilder.dots(IsoBuilder.TOP, IsoBuilder.TOP),
                        IsoBuilder.record(name + ";1", PLACE, content.length, IsoBuilder.FILE))
                .put(PLACE * IsoBuilder.SECTOR, content);
        return Files.write(image, builder.bytes());
    }
}
