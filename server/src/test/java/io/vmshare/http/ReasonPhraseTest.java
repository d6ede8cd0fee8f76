package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ReasonPhraseTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            400, Bad Request
            403, Forbidden
            404, Not Found
            405, Method Not Allowed
            408, Request Timeout
            410, Gone
            412, Precondition Failed
            414, URI Too Long
            416, Range Not Satisfiable
            431, Request Header Fields Too Large
            500, Internal Server Error
            501, Not Implemented
            503, Service Unavailable
            505, HTTP Version Not Supported
            507, Insufficient Storage
            499, Client Error
            599, Server Error
            """)
    void of_status_isTheRegisteredPhrase(int status, String phrase) {
        assertThat(ReasonPhrase.of(status)).isEqualTo(phrase);
    }
}
