package io.vmshare.netboot;

/** The processor that something is made for. */
public enum Architecture {
    /** 64-bit PC: x86_64, amd64. */
    X86_64("x86_64"),
    /** 32-bit PC: i386 to i686. */
    I386("i386"),
    /** 64-bit Arm: aarch64, arm64. */
    AARCH64("aarch64"),
    /** Any other, or none is told. */
    UNKNOWN("unknown");

    private final String id;

    Architecture(String id) {
        this.id = id;
    }

    /** Returns the name in JSON and in menus. */
    public String id() {
        return id;
    }
}
