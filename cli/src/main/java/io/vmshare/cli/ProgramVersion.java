package io.vmshare.cli;

import picocli.CommandLine.IVersionProvider;

/** The program's version, as its jar's manifest tells. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"share " + number() + " (Java " + System.getProperty("java.version") + ")"};
    }

    /** Returns the number; {@code unpackaged} when the classes do not come from the jar. */
    static String number() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
