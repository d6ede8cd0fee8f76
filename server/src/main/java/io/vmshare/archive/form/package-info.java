/**
 * What archives are made of besides the bytes of files, byte by byte: headers, directories and ends of tar and zip. Pure.
 * Internal.
 */
@NullMarked
package io.vmshare.archive.form;

import org.jspecify.annotations.NullMarked;
