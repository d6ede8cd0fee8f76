"""The files that are served: made once, and used again by later runs."""
import os
from dataclasses import dataclass

KIB = 1 << 10
MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True)
class Scale:
    """How much of everything there is: FULL for figures, SMALL for a try whether all of it works."""
    name: str
    big: int                # bytes of the file that is downloaded whole and in ranges
    huge: int               # bytes of the sparse file whose download does not end while others are served
    spread: int             # different small files
    lists: tuple            # entries of the directories that are listed; the last one is the long one
    idle: tuple             # connections held, in steps
    traced: int             # requests whose system calls are counted
    streams: int = 8        # downloads at once
    slow_readers: int = 50
    passes: int = 2         # of each pair alone and beside others


FULL = Scale("full", GIB, 5 * GIB, 10_000, (10, 1000, 100_000), (1000, 10_000), 1000)
SMALL = Scale("small", 32 * MIB, 256 * MIB, 200, (10, 1000, 5000), (100, 300), 60, slow_readers=10, passes=1)


def make(root, scale):
    """Makes the tree, unless it is there, and reads the large files into the page cache."""
    root.mkdir(parents=True, exist_ok=True)
    for folder in root, *root.parents:      # servers that drop root's rights must get there
        if folder.stat().st_uid == os.geteuid() and folder.stat().st_mode & 0o5 != 0o5 and folder.parent != folder:
            folder.chmod(folder.stat().st_mode | 0o5)
    ready = root / f".ready-{scale.name}"
    if not ready.exists():
        fill(root, scale)
        ready.touch()
    for name in "huge.bin", "big.bin":
        with open(root / name, "rb") as file:
            while file.read(16 * MIB):
                pass


def fill(root, scale):
    block = bytes((i * 2654435761 >> 13) & 255 for i in range(MIB))
    (root / "1k.bin").write_bytes(block[:KIB])
    (root / "100k.bin").write_bytes(block[:100 * KIB])
    with open(root / "big.bin", "wb") as file:
        for _ in range(scale.big // MIB):
            file.write(block)
    with open(root / "huge.bin", "wb") as file:
        file.truncate(scale.huge)
    (root / "spread").mkdir(exist_ok=True)
    for i in range(scale.spread):
        (root / "spread" / f"{i:05d}.bin").write_bytes(block[:KIB + i * 7919 % (3 * KIB + 1)])
    for count in scale.lists:
        folder = root / "list" / str(count)
        folder.mkdir(parents=True, exist_ok=True)
        for i in range(count):
            (folder / f"entry-{i:06d}.txt").touch()
