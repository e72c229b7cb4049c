"""Find out what the frozen program is made of, and write the notices that its licences ask for.

The spec calls `components` with every file that goes into the program and `write` with the answer. A component
whose licence is unknown, or that may only be shipped under the GPL, stops the build: Curator is Apache-2.0.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TABLE: Mapping[str, Any] = tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))

_TEXT = re.compile(r"\.dist-info/(licenses/|[^/]*(licen[cs]e|copying|notice|authors))", re.IGNORECASE)
CREDIT = """Curator is licensed under the Apache License 2.0; see Curator.txt.

Names and codes of places come in part from GeoNames (https://www.geonames.org), licensed under
CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/); they were selected and amended.

The installed program contains the following components. The full text of each licence lies beside this file.
"""


class Unshippable(Exception):  # noqa: N818 - what it is, not an accident
    """A component that must not go into the program, and why."""


@dataclass(frozen=True)
class Component:
    """One thing of others in the program: `licence` is an SPDX expression, `texts` are the files to hand on."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...] = ()
    about: str = ""


# What a licence allows


def is_shippable(expression: str) -> bool:
    """Whether an SPDX expression offers a way to ship its component without the GPL for the whole program."""
    parts = re.findall(r"\(|\)|[^\s()]+", expression)
    found, rest = _either(parts)
    if rest:
        raise ValueError(expression)
    return found


def _either(parts: list[str]) -> tuple[bool, list[str]]:
    found, parts = _all(parts)
    while parts[:1] == ["OR"]:
        other, parts = _all(parts[1:])
        found = found or other
    return found, parts


def _all(parts: list[str]) -> tuple[bool, list[str]]:
    found, parts = _one(parts)
    while parts[:1] == ["AND"]:
        other, parts = _one(parts[1:])
        found = found and other
    return found, parts


def _one(parts: list[str]) -> tuple[bool, list[str]]:
    name, *rest = parts
    if name == "(":
        found, rest = _either(rest)
        return found, rest[1:]
    if rest[:1] == ["WITH"]:  # an exception is made for programs such as this one
        return True, rest[2:]
    return not re.match(r"A?GPL-", name), rest


# What a file belongs to


def components(files: Iterable[Path]) -> list[Component]:
    """Whose files these are, by name. Raises Unshippable."""
    found = {each.name: each for each in map(_component, files) if each}
    return sorted(found.values(), key=lambda each: each.name.lower())


def python_components(project: str) -> list[Component]:
    """The distributions that `project` asks for on this system, with all that they ask for."""
    from packaging.requirements import Requirement

    names, waiting = set(), [project]
    while waiting:
        for line in metadata.requires(waiting.pop()) or []:
            needed = Requirement(line)
            name = _normal(needed.name)
            if name not in names and (not needed.marker or needed.marker.evaluate({"extra": ""})):
                names.add(name)
                waiting.append(name)
    return [_distribution(name) for name in sorted(names)]


def _component(file: Path) -> Component | None:
    path = file.resolve()
    if path.is_relative_to(HERE.parent / "curator") or path.is_relative_to(HERE.parent / "resources"):
        return None
    if name := _owners().get(path):
        return _distribution(name)
    stdlib = Path(sysconfig.get_path("stdlib")).resolve()
    if path.is_relative_to(stdlib) or re.match(r"(lib)?python3|base_library\.zip", path.name):
        return _python()
    if sys.platform == "linux" and (package := _package(file)):
        return package
    if path.is_relative_to(HERE.parent):
        return None
    if sys.platform != "linux":  # what is left there belongs to the installation of Python
        return _python()
    raise Unshippable(f"{file}: nobody knows which package this file belongs to")


def _distribution(name: str) -> Component:
    found = metadata.distribution(name)
    licence = TABLE["python"].get(name) or found.metadata.get("License-Expression")
    if not licence:
        raise Unshippable(f"{name}: add its licence to packaging/licences.toml")
    own = (file for file in found.files or () if _TEXT.search(str(file)))
    texts = (
        *(Path(str(found.locate_file(file))) for file in own),
        *(HERE / "licences" / text for text in TABLE["texts"].get(name, ())),
    )
    about = TABLE["about"].get(name, "")
    return _shippable(Component(found.metadata["Name"], found.version, licence, texts, about))


def _python() -> Component:
    stdlib = Path(sysconfig.get_path("stdlib"))
    places = (
        stdlib / "LICENSE.txt",
        stdlib.parent / "LICENSE.txt",
        Path(sys.base_prefix, "LICENSE.txt"),
        Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright"),
    )
    texts = tuple(place for place in places if place.is_file())[:1]
    if not texts:
        raise Unshippable(f"Python: its licence lies in none of {', '.join(map(str, places))}")
    return Component("Python", sys.version.split()[0], "PSF-2.0", texts)


@cache
def _package(file: Path) -> Component | None:
    """The Debian package that brought `file`; its name before the merge of /lib into /usr/lib counts too."""
    names = {str(file), str(file.resolve())}
    names |= {name.removeprefix("/usr") for name in names} | {f"/usr{name}" for name in names if name[:4] == "/lib"}
    asked = ["dpkg-query", "--search", *sorted(names)]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    if not answer:
        return None
    package = answer.split(": ")[0].split(",")[0]
    shown = "${source:Package}\t${source:Version}"
    asked = ["dpkg-query", "--show", f"--showformat={shown}", package]
    source, version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split("\t")
    licence = TABLE["debian"].get(source)
    if not licence:
        raise Unshippable(f"{file}: add the licence of Debian's {source} to packaging/licences.toml")
    texts = (Path("/usr/share/doc") / package.split(":")[0] / "copyright",)
    return _shippable(Component(source, version, licence, texts, TABLE["about"].get(source, "")))


def _shippable(component: Component) -> Component:
    if not is_shippable(component.licence):
        raise Unshippable(f"{component.name} may only be shipped under {component.licence}")
    return component


@cache
def _owners() -> Mapping[Path, str]:
    """Which distribution each installed file belongs to."""
    return {
        Path(str(each.locate_file(file))).resolve(): _normal(each.metadata["Name"])
        for each in metadata.distributions()
        for file in each.files or ()
    }


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# What is written


def write(found: Iterable[Component], folder: Path) -> None:
    """Write `NOTICES.txt` and one text a component into `folder`, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copyfile(HERE.parent / "LICENSE", folder / "Curator.txt")
    lines = [CREDIT]
    for each in found:
        lines.append(f"{each.name} {each.version}\n    Licence: {each.licence}\n    Text: {each.name}.txt")
        lines += [f"    {each.about}"] if each.about else []
        (folder / f"{each.name}.txt").write_text("\n\n".join(_text(each)), encoding="utf-8", newline="\n")
    (folder / "NOTICES.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _text(component: Component) -> Iterator[str]:
    yield f"{component.name} {component.version}: {component.licence}"
    for path in component.texts:
        yield f"---- {path.name} ----\n{path.read_text(encoding='utf-8', errors='replace').strip()}"


def bootloader() -> Component:
    """The small program that PyInstaller puts in front; its exception allows to ship it with any program."""
    return _distribution("pyinstaller")
