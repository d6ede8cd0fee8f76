package io.vmshare.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ErrorBoundaryTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new NoSuchFileException("/srv/a"), 404),
                arguments(new NoSuchFileException("/srv/a", null, "No space left on device"), 404),
                arguments(new AccessDeniedException("/srv/a"), 403),
                arguments(new AccessDeniedException("/srv/a", null, "No space left on device"), 403),
                arguments(new FileSystemException("/srv/a", null, "No space left on device"), 507),
                arguments(new FileSystemException("/srv/No space left"), 500),
                arguments(new FileSystemException("/srv/a"), 500),
                arguments(new FileSystemException("/srv/a", null, "Input/output error"), 500),
                arguments(new FileSystemException("/srv/a", null, "Too many open files"), 500),
                arguments(new FileSystemException("/srv/a", null, "Permission denied"), 500),
                arguments(new FileSystemLoopException("/srv/a"), 500),
                arguments(new NotDirectoryException("/srv/a"), 500),
                arguments(new DirectoryNotEmptyException("/srv/a"), 500),
                arguments(new FileAlreadyExistsException("/srv/a"), 500),
                arguments(new FileNotFoundException("/srv/a"), 500),
                arguments(new IOException("No space left on device"), 500),
                arguments(new IOException(new NoSuchFileException("/srv/a")), 500),
                arguments(new IOException(), 500),
                arguments(new EOFException(), 500),
                arguments(new ClosedChannelException(), 500),
                arguments(new SocketTimeoutException(), 500));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("failures")
    void statusOf_failure_isTold(IOException failure, int status) {
        assertThat(ErrorBoundary.statusOf(failure)).isEqualTo(status);
    }
}
