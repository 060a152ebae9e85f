"""Fetches Debian's kernel, and makes the first root that loads its modules and finds the host's files."""

from __future__ import annotations

import lzma
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.debian import APT_TIMEOUT_S, Trouble, run

INIT = Path(__file__).with_name("init.sh")
BUSYBOX = Path("/bin/busybox")
# In an order in which they can be loaded; what each needs is put before it.
MODULES = (
    "virtio_pci 9p 9pnet_virtio overlay dummy_hcd libcomposite usb_f_printer usb_f_acm usblp cdc-acm".split()
)
COMPRESSIONS = (".xz",)


@dataclass(frozen=True, slots=True)
class Kernel:
    """A kernel that QEMU can start: the kernel itself, and the folder with its modules in their order."""

    image: Path
    modules: Path


def fetch_kernel(folder: Path, modules: Sequence[str] = MODULES) -> Kernel:
    """Return Debian's newest kernel, fetched into `folder` if it is not there yet.

    Raises:
        Trouble: It could not be fetched.
    """
    depends = run("apt-cache", "depends", "linux-image-amd64")
    found = re.search(r"Depends: (linux-image-\S+)", depends)
    if found is None:
        raise Trouble("This needs Debian’s package linux-image-amd64, which apt does not know here.")
    kept = folder / found[1]
    kernel = Kernel(kept / "vmlinuz", kept / "modules")
    if not kernel.modules.exists():
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        _unpack(_download(found[1], folder), kernel, modules)
    return kernel


def _download(package: str, folder: Path) -> Path:
    """Fetch a package with apt, which checks that it is Debian's."""
    try:
        run("apt-get", "download", "--quiet", package, cwd=folder)
    except Trouble:
        run("apt-get", "update", "--quiet")
        run("apt-get", "download", "--quiet", package, cwd=folder)
    return next(iter(sorted(folder.glob(f"{package}_*.deb"))))


def _unpack(package: Path, kernel: Kernel, modules: Sequence[str]) -> None:
    """Keep of the package the kernel and the modules that are wanted; the rest is half a gigabyte."""
    unpacked = package.with_suffix(".unpacked")
    shutil.rmtree(unpacked, ignore_errors=True)
    run("dpkg-deb", "--extract", package, unpacked)
    (release,) = (path.name for path in (unpacked / "lib/modules").iterdir())
    run("depmod", "--basedir", unpacked, release)
    shutil.copy(unpacked / f"boot/vmlinuz-{release}", kernel.image)
    unfinished = kernel.modules.with_suffix(".part")
    unfinished.mkdir()
    for number, module in enumerate(in_order(unpacked / "lib/modules" / release, modules)):
        _copy_module(module, unfinished / f"{number:02}-{module.name.partition('.')[0]}.ko")
    unfinished.rename(kernel.modules)
    shutil.rmtree(unpacked)
    package.unlink()


def in_order(folder: Path, modules: Sequence[str] = MODULES) -> list[Path]:
    """List the wanted modules below `folder`, each behind what it needs."""
    needs = {}
    for line in (folder / "modules.dep").read_text().splitlines():
        module, _, needed = line.partition(":")
        needs[module.rpartition("/")[2].partition(".")[0].replace("-", "_")] = [
            *reversed(needed.split()),
            module,
        ]
    try:
        ordered = [each for module in modules for each in needs[module.replace("-", "_")]]
    except KeyError as error:
        raise Trouble(f"Debian’s kernel has no module {error} any more.") from error
    return [folder / module for module in dict.fromkeys(ordered)]


def _copy_module(module: Path, to: Path) -> None:
    if module.suffix in COMPRESSIONS:
        to.write_bytes(lzma.decompress(module.read_bytes()))
    else:
        shutil.copy(module, to)


def make_first_root(kernel: Kernel, guest: Path, folder: Path, init: Path = INIT) -> Path:
    """Return what the kernel unpacks as its first root; `init` goes on with the script `guest`."""
    root, archive = folder / "root", folder / "initrd.cpio"
    shutil.rmtree(root, ignore_errors=True)
    for name in "bin dev proc sys host overlay new".split():
        (root / name).mkdir(parents=True)
    shutil.copytree(kernel.modules, root / "modules")
    shutil.copy(BUSYBOX, root / "bin/busybox")
    shutil.copy(init, root / "init")
    (root / "init").chmod(0o755)
    (root / "guest").write_text(str(guest))
    names = "\0".join(sorted(path.relative_to(root).as_posix() for path in root.rglob("*")))
    with archive.open("wb") as written:
        subprocess.run(
            ["cpio", "--create", "--null", "--format=newc", "--quiet"],
            input=names.encode(),
            cwd=root,
            stdout=written,
            check=True,
            timeout=APT_TIMEOUT_S,
        )
    return archive
