# mvn -q -DskipTests package && docker build -t share .
# docker run --rm -p 8000:8000 -v "$PWD:/data:ro" share

FROM eclipse-temurin:17-jdk AS jre
COPY cli/target/share.jar /share.jar
# jdeps names what the jar's classes refer to. Native symbols are stripped from the JDK's libraries already, and
# --strip-debug would want objcopy to do so again.
# The class-data archive is not copied by jlink: without one of its own a JRE takes twice as long to start.
RUN modules="$(jdeps --multi-release 17 --ignore-missing-deps --print-module-deps /share.jar)" \
    && jlink --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages --compress=2 \
        --output /jre \
    && /jre/bin/java -Xshare:dump

FROM debian:bookworm-slim
COPY --from=jre /jre /opt/jre
COPY cli/target/share.jar /opt/share/share.jar
# In the POSIX locale the JVM cannot take a PATH argument or a variable that is not ASCII.
ENV LANG=C.UTF-8 MALLOC_ARENA_MAX=1 PATH=/opt/jre/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# An archive of loaded classes, made by a short run under load: the share is up in half the time.
RUN java -cp /opt/share/share.jar io.vmshare.cli.jvm.Trainer /opt/share/share \
    && mv /opt/share/share.*.jsa /opt/share/share.jsa \
    && chmod 644 /opt/share/share.jsa \
    && rm /opt/share/lock
# By number, so that a runtime can see that it is not root: nobody. Use --user for a tree that nobody may not read.
USER 65534:65534
WORKDIR /data
VOLUME /data
EXPOSE 8000
# The flags are those of the script in front of share.jar.
HEALTHCHECK --interval=30s --timeout=10s --start-period=10s \
    CMD [\
        "java", "-XX:+UseSerialGC", "-XX:InitialHeapSize=4m", "-XX:NewSize=1536k", "-XX:MinHeapSize=2m", "-Xmx256m", \
        "-XX:MaxNewSize=6m", "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=30", "-XX:-ShrinkHeapInSteps", \
        "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", \
        "-XX:ReservedCodeCacheSize=32m", "-XX:-UsePerfData", "-XX:TrimNativeHeapInterval=1000", \
        "-XX:Tier4InvocationThreshold=20000", "-XX:Tier4MinInvocationThreshold=5000", \
        "-XX:Tier4CompileThreshold=60000", "-XX:Tier4BackEdgeThreshold=200000", "-XX:+DisplayVMOutputToStderr", \
        "-Xlog:disable", "-Xlog:all=error:stderr", "-XX:SharedArchiveFile=/opt/share/share.jsa", "-jar", \
        "/opt/share/share.jar", "urls", "--check", "http://127.0.0.1:8000/?health"]
# Without a shell in between, so that docker stop's SIGTERM reaches the program.
ENTRYPOINT [\
    "java", "-XX:+UseSerialGC", "-XX:InitialHeapSize=4m", "-XX:NewSize=1536k", "-XX:MinHeapSize=2m", "-Xmx256m", \
    "-XX:MaxNewSize=6m", "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=30", "-XX:-ShrinkHeapInSteps", \
    "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0", \
    "-XX:ReservedCodeCacheSize=32m", "-XX:-UsePerfData", "-XX:TrimNativeHeapInterval=1000", \
    "-XX:Tier4InvocationThreshold=20000", "-XX:Tier4MinInvocationThreshold=5000", \
    "-XX:Tier4CompileThreshold=60000", "-XX:Tier4BackEdgeThreshold=200000", "-XX:+DisplayVMOutputToStderr", \
    "-Xlog:disable", "-Xlog:all=error:stderr", "-XX:SharedArchiveFile=/opt/share/share.jsa", "-jar", \
    "/opt/share/share.jar"]
