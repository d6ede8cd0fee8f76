package io.vmshare.cli;

import io.vmshare.ShareOptionsBuilder;
import io.vmshare.cli.value.ExtensionType;
import io.vmshare.cli.value.HeaderField;
import io.vmshare.template.TemplateOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How it is served. */
final class ContentFlags {

    @Option(
            names = "--index",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Serve index.html or index.htm in place of a directory's listing. Default: on.")
    private boolean index = true;

    @Option(
            names = "--archives",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Send directories as archives (zip, tar, tar.gz) to those who ask for one. Default: on.")
    private boolean archives = true;

    @Option(
            names = "--precompressed",
            description = "Send the .br, .zst or .gz file beside a text to clients that accept it.")
    private boolean precompressed;

    @Option(
            names = "--templates",
            paramLabel = "GLOB",
            split = ",",
            description =
                    "Text files, such as *.ks or seed/*, in which $${share.url}, $${share.host}, $${share.port} and"
                            + " $${client.address} are replaced; repeatable.")
    private List<String> templates = new ArrayList<>();

    @Option(
            names = "--mime",
            paramLabel = "EXT=TYPE",
            split = ",",
            converter = ExtensionType.Reader.class,
            description = "Media type of files with this extension, such as wim=application/x-ms-wim; repeatable.")
    private List<ExtensionType> mediaTypes = new ArrayList<>();

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            split = "\n",
            splitSynopsisLabel = "",
            converter = HeaderField.Reader.class,
            description = "Field added to every answer; repeatable.")
    private List<HeaderField> headers = new ArrayList<>();

    @Option(
            names = "--keep-files",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Keep files that were just sent open or in memory; none is sent unchecked. Default: on.")
    private boolean keepFiles = true;

    @Option(
            names = "--self",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Hand out this program at /?self, for the other machine; share urls prints the command."
                    + " Default: on.")
    private boolean self = true;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    void applyTo(ShareOptionsBuilder options) {
        options.index(index).precompressed(precompressed).keepFiles(keepFiles);
        Optional<Path> program = self ? ProgramJar.find() : Optional.empty();
        if (program.isPresent()) {
            options.self(program.get());
        }
        if (!archives) {
            options.withoutArchives();
        }
        try {
            if (!templates.isEmpty()) {
                options.templates(new TemplateOptions(templates));
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "--templates: " + e.getMessage() + "; write it like '*.ks' or 'seed/*'", e);
        }
        try {
            for (ExtensionType type : mediaTypes) {
                options.mediaType(type.extension(), type.type());
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "--mime: " + e.getMessage() + "; write it like wim=application/x-ms-wim", e);
        }
        try {
            for (HeaderField header : headers) {
                options.header(header.name(), header.value());
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "--header: " + e.getMessage() + "; write it like 'Cache-Control: no-store'",
                    e);
        }
    }
}
