package io.vmshare.cli;

import io.vmshare.cli.host.NativePaths;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Options that are not on the command line: from the environment ({@code SHARE_ACCESS_LOG}), else from the properties
 * file of {@code --config} ({@code access-log}), else their default.
 */
final class OptionSources implements IDefaultValueProvider {

    static final String PREFIX = "SHARE_";

    /** What a command is to do this time. */
    private static final Set<String> COMMAND_LINE_ONLY = Set.of("check", "remove");

    /** A share ends after its {@code --timeout}, {@code forward} waits so long. */
    private static final Set<String> OF_A_COMMAND = Set.of("forward-timeout");

    private final CommandSpec all;
    private final Map<String, String> environment;
    private @Nullable Properties file;
    private String fileName = "";

    /**
     * Creates the sources.
     *
     * @param all the command whose options may be in the file
     * @param environment the variables whose names begin with {@link #PREFIX}
     */
    OptionSources(CommandSpec all, Map<String, String> environment) {
        this.all = all;
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !isSettable(option)) {
            return null;
        }
        String value = environment.get(variable(option));
        if (value != null || key(option).equals("config")) {
            return value;
        }
        return properties(option.command()).getProperty(key(option));
    }

    /** Returns what the owner calls an option whose value came out as {@code value}, for messages. */
    String nameOf(OptionSpec option, @Nullable String value) {
        if (value != null && value.equals(environment.get(variable(option)))) {
            return variable(option);
        }
        if (value != null && file != null && value.equals(file.getProperty(key(option)))) {
            return key(option) + " in " + fileName;
        }
        return option.longestName();
    }

    private Properties properties(CommandSpec command) {
        if (file == null) {
            file = read(command);
        }
        return file;
    }

    private Properties read(CommandSpec command) {
        Properties properties = new Properties();
        OptionSpec config = command.findOption("--config");
        String name = config == null ? null : config.getValue();
        if (name == null) {
            name = environment.get(PREFIX + "CONFIG");
        }
        if (name == null) {
            return properties;
        }
        fileName = name;
        try (Reader reader = new StringReader(Files.readString(NativePaths.of(name), StandardCharsets.UTF_8))) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw refused(command, "no such file; name a properties file");
        } catch (CharacterCodingException e) {
            throw refused(command, "not UTF-8; save it as UTF-8");
        } catch (IllegalArgumentException e) {
            throw refused(
                    command, "not a properties file: " + e.getMessage() + "; write an option a line, as key=value");
        } catch (IOException e) {
            throw refused(command, "cannot be read; check the file and your rights to it");
        }
        for (String key : properties.stringPropertyNames()) {
            if (key.equals("config") || key.startsWith("no-") || !isKnown(key)) {
                throw refused(command, "unknown key " + key + "; use the long names of options without dashes");
            }
        }
        return properties;
    }

    /** One file may serve all commands, so it may hold the options of another than the one that runs. */
    private boolean isKnown(String key) {
        return isKnown(key, all) || isKnown(key, CommandSpec.forAnnotatedObject(new ForwardCommand()));
    }

    private static boolean isKnown(String key, CommandSpec command) {
        for (OptionSpec option : command.options()) {
            if (key(option).equals(key)) {
                return isSettable(option);
            }
        }
        return false;
    }

    private ParameterException refused(CommandSpec command, String why) {
        return new ParameterException(command.commandLine(), "--config: " + fileName + ": " + why);
    }

    private static boolean isSettable(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && !COMMAND_LINE_ONLY.contains(key(option));
    }

    /** Where two commands mean different things by one name, the name of the command comes first. */
    private static String key(OptionSpec option) {
        String key = option.longestName().substring("--".length());
        String command = option.command().name();
        return OF_A_COMMAND.contains(command + "-" + key) ? command + "-" + key : key;
    }

    private static String variable(OptionSpec option) {
        return PREFIX + key(option).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Where the file is. */
    static final class FileFlag {

        @SuppressWarnings({"unused", "UnusedVariable"}) // read through the command's model, before the command runs
        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "Properties file with an option a line, such as port=8080. An environment variable"
                        + " (SHARE_PORT) wins over it, the command line over both.")
        private @Nullable String file;
    }
}
