"""Every server that can be measured, and the command that starts it on (root, port, folder for its own files).

Binaries are those on PATH, or named by environment variables: README.md has the list."""
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import configs
from process import Server

HERE = Path(__file__).resolve().parent


@dataclass
class Peer:
    name: str
    command: Callable           # (root, port, folder, logged, options) -> words; options are a JVM's
    version: list               # the command that prints it
    environment: dict = field(default_factory=dict)
    prepare: Callable = None    # (peer, root, work): what is done once before it is measured
    logs: bool = False          # whether it can write an access log where `logged` says so
    jvm: Path = None            # the JDK that runs it
    ours: bool = False
    note: str = ""              # what its version does not say


def find(variable, *names):
    """The binary that an environment variable names, else the first of the names on PATH."""
    chosen = os.environ.get(variable)
    return next(filter(None, map(shutil.which, [chosen] if chosen else names)), None)


def release(home):
    """The feature release of a JDK or JRE, 0 for anything else."""
    with suppress(OSError):
        if (home / "bin/java").exists():
            return int(re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text())[1])
    return 0


def jdks(homes=()):
    """{17: home, 25: home}: the homes that are given, else JAVA17_HOME and JAVA25_HOME, the java on PATH and its neighbours."""
    homes = list(homes or ())
    if not homes:
        homes = [Path(home) for n in (17, 25) if (home := os.environ.get(f"JAVA{n}_HOME"))]
        if java := shutil.which("java"):
            running = Path(java).resolve().parents[1]
            homes += [running, *(found.parent for found in sorted(running.parent.glob("*/release")))]
    found = {}
    for home in homes:
        found.setdefault(release(home), home)
    return {n: home for n, home in sorted(found.items()) if n >= 17}


def plain(name, binary, words, version=("--version",)):
    """A server without files of its own: words are templates of {root}, {port} and {folder}."""
    def command(root, port, folder, logged, options):
        return [binary, *(w.format(root=root, port=port, folder=folder) for w in words)]
    return Peer(name, command, [binary, *version]) if binary else None


def configured(name, binary, command, version, logs=False):
    """A server whose command needs a configuration file, which `command` writes."""
    if not binary:
        return None
    return Peer(name, lambda root, port, folder, logged, options: command(binary, root, port, folder, logged),
                [binary, *version], logs=logs)


def java(name, home, words, ours=False, logs=False):
    """A program on the JVM: words follow `java OPTIONS`."""
    def command(root, port, folder, logged, options):
        return [str(home / "bin/java"), *options, *(w.format(root=root, port=port) for w in words), *log(ours, logged)]
    return Peer(name, command, [str(home / "bin/java"), "-version"], jvm=home, ours=ours, logs=logs)


SHARE = ("--bind", "127.0.0.1", "--port", "{port}", "{root}")


def log(ours, logged):
    """The words that turn share's access log off, or on in full; None is as people start it."""
    return ["--access-log", "combined" if logged else "none"] if ours and logged is not None else []


def executable(name, home, jar):
    """share.jar run as a program. JAVA_HOME chooses the JVM; JAVA_TOOL_OPTIONS is how it gets more options."""
    def command(root, port, folder, logged, options):
        tools = ["env", "JAVA_TOOL_OPTIONS=" + " ".join(options)] if options else []
        return [*tools, str(jar), *(w.format(root=root, port=port) for w in SHARE), *log(True, logged)]
    return Peer(name, command, [str(home / "bin/java"), "-version"], environment={"JAVA_HOME": str(home)},
                prepare=train, jvm=home, ours=True, logs=True)


def train(peer, root, work):
    """Lets it make its archive in a cache of our own, and waits until the archive is there."""
    cache = Path(tempfile.mkdtemp(dir=work))
    peer.environment["XDG_CACHE_HOME"] = str(cache)
    until = time.monotonic() + 90
    with Server(peer, root, work) as server:
        while not (made := [p for p in cache.rglob("*") if p.is_file() and p.suffix in (".jsa", ".aot")]):
            if time.monotonic() > until or server.process.poll() is not None:
                peer.note = ", without an archive: it made none"
                print(peer.name + peer.note, flush=True)
                return
            time.sleep(0.2)
        time.sleep(2)       # its maker ends
    peer.note = f", with an archive of {made[0].stat().st_size / 1e6:.1f} MB"
    print(peer.name + peer.note, flush=True)


def added(text):
    """A server given on the command line, NAME=COMMAND with {root} and {port}; one whose name begins with share is ours."""
    name, words = text.split("=", 1)
    words = shlex.split(words)
    peer = plain(name, shutil.which(words[0]) or words[0], words[1:])
    peer.ours, peer.version = name.startswith("share"), []
    if "{log}" in text:
        peer.logs = True
        peer.command = lambda root, port, folder, logged, options: [
            w.format(root=root, port=port, log="combined" if logged else "none") for w in words]
    return peer


def version(peer):
    """The first line of what it says of its version."""
    if not peer.version:
        return "?"
    with suppress(subprocess.TimeoutExpired, OSError):
        run = subprocess.run(peer.version, capture_output=True, text=True, timeout=10)
        lines = [line for line in (run.stdout + run.stderr).splitlines() if re.search(r"\d", line)]
        return re.sub(r"^nginx version: |^v(?=\d)", "", lines[0]).split(" h1:")[0].split(", copyright")[0][:80] if lines else "?"
    return "?"


def identity(jar):
    """Which build of ours was measured."""
    with zipfile.ZipFile(jar) as archive:
        manifest = archive.read("META-INF/MANIFEST.MF").decode()
    number = re.search(r"Implementation-Version: (\S+)", manifest)
    digest = hashlib.sha256(jar.read_bytes()).hexdigest()
    return f"{number[1] if number else '?'}, {jar.stat().st_size / 1e6:.1f} MB, sha256 {digest[:16]}"


def everything(jar, jvms):
    """All that were found, ours last, on these JDKs."""
    newest = jvms[max(jvms)] if jvms else None
    python = os.environ.get("PYTHON") or sys.executable
    stock = HERE / "java/target/bench.jar"
    peers = [
        configured("nginx", find("NGINX", "nginx"), configs.nginx, ["-v"], logs=True),
        configured("lighttpd", find("LIGHTTPD", "lighttpd"), configs.lighttpd, ["-v"]),
        configured("apache2", find("APACHE2", "apache2", "httpd"), configs.apache, ["-v"]),
        plain("caddy", find("CADDY", "caddy"), ["file-server", "--browse", "--root", "{root}", "--listen", "127.0.0.1:{port}"],
              ["version"]),
        plain("darkhttpd", find("DARKHTTPD", "darkhttpd"), ["{root}", "--addr", "127.0.0.1", "--port", "{port}"], ["--help"]),
        plain("rclone", find("RCLONE", "rclone"),
              ["serve", "http", "{root}", "--addr", "127.0.0.1:{port}", "--config", "{folder}/none"], ["version"]),
        plain("python", python, ["-m", "http.server", "{port}", "-b", "127.0.0.1", "-d", "{root}"]),
        plain("http-server", find("HTTP_SERVER", "http-server"), ["{root}", "-a", "127.0.0.1", "-p", "{port}", "-c-1", "-s"]),
    ]
    if newest:
        peers.append(plain(f"jwebserver-{max(jvms)}", find("JWEBSERVER", str(newest / "bin/jwebserver")),
                           ["-b", "127.0.0.1", "-p", "{port}", "-d", "{root}", "-o", "none"]))
    program = jar.exists() and jar.open("rb").read(2) == b"#!"
    for n, home in jvms.items():
        if stock.exists():
            peers.append(java(f"undertow-{n}", home, ["-jar", str(stock), "{port}", "{root}"]))
    for n, home in jvms.items():
        if jar.exists():
            peers.append(java(f"share-{n}", home, ["-jar", str(jar), *SHARE], ours=True, logs=True))
        if program:
            peers.append(executable(f"share-exe-{n}", home, jar))
    return [p for p in peers if p]
