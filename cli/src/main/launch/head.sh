#!/bin/sh
# A jar with this script in front of it. The script starts Java as a file server needs it, and with the archive of
# loaded classes, if one was made: docs/decisions/0034-jar-that-is-a-program.md. java -jar does without all that.
# Strict POSIX but for test -O and -nt, which dash, busybox, bash, ksh and zsh have. A program run costs 1 to 2 ms: none
# where the shell can do it.
build=@BUILD@
# An archive is mapped where it was dumped: elsewhere each page of it would be written to, and no other process's.
gc='-XX:+UseSerialGC'
heap='-XX:InitialHeapSize=4m -XX:NewSize=1536k -XX:MinHeapSize=2m -Xmx256m -XX:MaxNewSize=6m -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=30 -XX:-ShrinkHeapInSteps'
flags='-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:ReservedCodeCacheSize=32m -XX:-UsePerfData -XX:TrimNativeHeapInterval=1000 -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=5000 -XX:Tier4CompileThreshold=60000 -XX:Tier4BackEdgeThreshold=200000 -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=error:stderr'

# Succeeds if $1 is a Java that will do. Sets java, home, and what its release file says: version and feature, which are
# empty if it does not say or the flags would not suit.
usable() {
    [ -f "$1" ] && [ -x "$1" ] || return 1
    java=$1 home=$1 version='' feature=''
    if [ -h "$1" ]; then
        home=$(readlink -f "$1") || home=$1
    fi
    home=${home%/bin/java}
    for release in "$home/release" "${home%/jre}/release"; do
        if [ -f "$release" ] && [ -r "$release" ]; then
            read_release <"$release"
            break
        fi
    done
    [ "${feature:-17}" -ge 17 ] && return 0
    refused=${refused:-$1 is Java $version}
    return 1
}

# Line by line and no further than needed: shells read byte by byte.
read_release() {
    maker=''
    while IFS= read -r line; do
        case $line in
            IMPLEMENTOR=*) maker=$line ;;
            JAVA_VERSION=*)
                version=${line#*\"}
                version=${version%%\"*}
                case $maker in *IBM* | *International* | *OpenJ9*) return ;; esac
                feature=${version%%[!0-9]*}
                return
                ;;
        esac
    done
}

find_java() {
    if [ -n "${JAVA_HOME-}" ] && usable "${JAVA_HOME%/}/bin/java"; then
        return
    fi
    set -f
    IFS=:
    for directory in $PATH; do
        if usable "${directory:-.}/java"; then
            unset IFS
            set +f
            return
        fi
    done
    printf 'share: %s: Java 17 or newer is needed; install one, or set JAVA_HOME to where it is\n' \
        "${refused:-there is no java in JAVA_HOME and PATH}" >&2
    exit 1
}

# Sets escaped to $1 as one name.
escape() {
    escaped='' rest=$1
    while :; do
        case $rest in
            */*)
                escaped=$escaped${rest%%/*}%
                rest=${rest#*/}
                ;;
            *)
                escaped=$escaped$rest
                return
                ;;
        esac
    done
}

# Sets archives to the beginning of the archive's path, and archive to it, if it is ours alone and has its length.
find_archive() {
    case ${XDG_CACHE_HOME-} in
        /*) archives=$XDG_CACHE_HOME/share/jvm ;;
        *) archives=${HOME-}/.cache/share/jvm ;;
    esac
    case $archives in
        /.cache/* | [!/]* | *:* | *"$newline"*) archives='' ;; # no home; the JVM would see two paths, we two lines
    esac
    case $jar in
        *:* | *"$newline"*) archives='' ;;
    esac
    [ -n "$archives" ] || return 0
    private=$archives
    escape "$version${home}"
    archives=$archives/$escaped
    escape "${jar#/}"
    archives=$archives/$escaped.$build
    for candidate in "$archives".*."$kind"; do
        # A jar written since may have other classes, which Java 25 does not notice.
        if [ -f "$candidate" ] && [ ! -h "$candidate" ] && [ -O "$candidate" ] && [ -O "$private" ] &&
            [ ! "$jar" -nt "$candidate" ]; then
            length=${candidate#"$archives".}
            listed=$(LC_ALL=C ls -lnd "$private" "$candidate" 2>/dev/null) || continue
            case $listed in
                drwx------*"$newline"-rw-------*) ;;
                *) continue ;;
            esac
            if has_length "${length%".$kind"}" "${listed#*"$newline"}"; then
                archive=$candidate
                return
            fi
        fi
    done
}

# Succeeds if $2, which ls said, gives the length $1. What is a pattern in it comes behind the length.
has_length() {
    length=$1
    set -- $2
    [ "$5" = "$length" ]
}

newline='
'
jar=$0
case $jar in
    /*) ;;
    *)
        case $jar in */*) ;; *) jar=./$jar ;; esac
        jar=$(CDPATH='' cd -P "${jar%/*}/" && printf '%s/' "${PWD%/}")${jar##*/}
        ;;
esac
if [ -h "$jar" ]; then
    jar=$(readlink -f "$jar") || jar=$0
fi

find_java
if [ -z "$feature" ]; then
    exec "$java" -jar "$jar" "$@"
fi

# What the user gives to every Java wins.
case " ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-}" in
    '   ') ;;
    *-XX:*Use*GC*) gc='' ;;
esac
case " ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-}" in
    '   ') ;;
    *-Xm[sx]* | *HeapSize* | *RAM*) heap='' ;;
esac
kind=jsa load=-XX:SharedArchiveFile make=-XX:DumpLoadedClassList
if [ "$feature" -ge 25 ]; then
    flags="$flags -XX:+UseCompactObjectHeaders -Xlog:aot*=off:stderr"
    kind=aot load=-XX:AOTCache make=-XX:AOTCacheOutput
fi

archives='' archive='' made=${SHARE_TRAIN_ARCHIVE-}
unset SHARE_TRAIN_ARCHIVE
[ -n "$made" ] || find_archive
set -f # flags are words, not patterns
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-1}"
exec "$java" $gc $heap $flags ${archive:+"$load=$archive"} ${made:+"$make=$made"} \
    ${archives:+"-Dshare.archives=$archives"} -jar "$jar" "$@"
exit 126
