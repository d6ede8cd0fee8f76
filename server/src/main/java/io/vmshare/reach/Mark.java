package io.vmshare.reach;

/** How far a row of {@link GuestNetwork} is to be trusted. */
public enum Mark {
    /** The project's tests run it: real hypervisor, or its network rebuilt with the kernel's own means. */
    TESTED,
    /** The source says so. */
    DOCUMENTED
}
