package io.vmshare.netboot;

import java.util.Map;
import java.util.SortedSet;

/**
 * What recognition looks at. Immutable.
 *
 * @param paths paths below the directory asked about, with slashes; those of directories end in one, also those of
 *     images, as which they are trees: an image {@code a.iso} is there as {@code a.iso} and as {@code a.iso/}
 * @param texts the content of the small files that rows read, such as {@code .treeinfo}, by path
 * @param image path of the image that the directory asked about lies in, such as {@code ../a.iso}; empty if it lies in none
 */
public record TreeFiles(SortedSet<String> paths, Map<String, String> texts, String image) {}
