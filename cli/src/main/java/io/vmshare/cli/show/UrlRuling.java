package io.vmshare.cli.show;

import io.vmshare.cli.firewall.Ruling;
import io.vmshare.reach.ShareUrl;

/**
 * What this machine's firewall does with those who use a URL of a share.
 *
 * @param url the URL
 * @param ruling what becomes of them
 */
public record UrlRuling(ShareUrl url, Ruling ruling) {}
