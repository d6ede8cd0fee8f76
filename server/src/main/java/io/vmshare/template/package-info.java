/**
 * Files in which the names of the share are replaced by what its caller uses: which files, which names, and the answer
 * made of them. It knows no other capability and opens nothing: the files are located ones.
 */
@NullMarked
package io.vmshare.template;

import org.jspecify.annotations.NullMarked;
