package io.vmshare.image.iso;

import io.vmshare.image.ImageDirectory;
import io.vmshare.image.ImageNode;
import io.vmshare.image.iso.IsoEntry.Place;
import io.vmshare.image.iso.extent.Extent;
import io.vmshare.image.iso.extent.ImageBytes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The boot images as files, each called by its place in the boot catalogue and its platform, such as {@code 2-efi.img}.
 *
 * @param image the image
 * @param images the boot images
 * @param modified the time that all of them have
 */
record BootDirectory(ImageBytes image, List<BootImage> images, FileTime modified) implements ImageDirectory {

    /** What the directory is called. */
    static final String NAME = "[BOOT]";

    @Override
    public Object key() {
        return new Place(Kind.DIRECTORY, -1);
    }

    @Override
    public List<String> names() {
        return IntStream.range(0, images.size()).mapToObj(this::nameOf).toList();
    }

    private String nameOf(int index) {
        return index + 1 + "-" + images.get(index).platform().name().toLowerCase(Locale.ROOT) + ".img";
    }

    @Override
    public Optional<ImageNode> child(String name) {
        int index = names().indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(file(images.get(index)));
    }

    private ImageNode file(BootImage boot) {
        Extent extent = new Extent(boot.position(), boot.length());
        return IsoEntry.file(image, new Place(Kind.FILE, boot.position()), modified, List.of(extent));
    }
}
