"""What the installers tell the three systems is well-formed, complete in three languages, and true."""

import ast
import importlib
import plistlib
import re
import shutil
import struct
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from curator import __version__
from curator.cli.main import parser
from curator.i18n import LANGUAGES
from curator.store import Store, schema

ROOT = Path(__file__).parent.parent.parent
LINUX = ROOT / "packaging" / "linux"
ID = "org.curator.Curator"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def run(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def needs(tool: str) -> str:
    found = shutil.which(tool)
    if not found:
        pytest.skip(f"{tool} is not installed")
    return found


# Linux


def test_the_desktop_entry_speaks_three_languages():
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(LINUX / f"{ID}.desktop", encoding="utf-8")
    found = entry["Desktop Entry"]
    for key in ("GenericName", "Comment", "Keywords"):
        assert found[key]
        assert found[f"{key}[vi]"] != found[f"{key}[fr]"] != found[key]
    assert found["MimeType"] == "application/x-curator;"
    assert found["Exec"] == "curator %f"


def test_the_desktop_entry_is_valid():
    assert run(needs("desktop-file-validate"), LINUX / f"{ID}.desktop") == ""


def test_the_file_type_is_that_of_a_store(tmp_path):
    tree = ElementTree.parse(LINUX / f"{ID}.mime.xml")
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    glob = tree.find(".//m:glob", space)
    inner = tree.find(".//m:match/m:match", space)
    comments = {each.get(LANG) for each in tree.iterfind(".//m:comment", space)}
    assert glob is not None
    assert inner is not None
    assert glob.get("pattern") == "*.curator"
    assert comments == {None, "vi", "fr"}
    Store(tmp_path / "a.curator", reader="Test").close()
    offset = int(inner.get("offset") or 0)
    head = (tmp_path / "a.curator").read_bytes()[: offset + 4]
    assert struct.unpack(">I", head[offset:])[0] == int(inner.get("value") or "", 16) == schema.APPLICATION_ID


def test_the_software_description_is_valid(tmp_path):
    told = (LINUX / f"{ID}.metainfo.xml").read_text(encoding="utf-8")
    text = told.replace("@VERSION@", __version__).replace("@DATE@", "2026-11-21")
    (tmp_path / f"{ID}.metainfo.xml").write_text(text, encoding="utf-8")
    summaries = {each.get(LANG) for each in ElementTree.fromstring(text).iterfind("summary")}
    assert summaries == {None, "vi", "fr"}
    run(needs("appstreamcli"), "validate", "--no-net", tmp_path / f"{ID}.metainfo.xml")


def test_the_manual_page_names_every_command():
    told = (LINUX / "curator.1").read_text(encoding="utf-8").replace("\\-", "-")
    actions = parser()._subparsers._group_actions[0].choices
    missing = [name for name in actions if not re.search(rf'^\.BI? "?{re.escape(name)}\b', told, re.MULTILINE)]
    assert missing == []


def test_the_manual_page_is_well_formed():
    assert run(needs("man"), "--warnings", "--local-file", "-Tutf8", LINUX / "curator.1")


def test_a_package_of_a_small_program_is_complete(script, tmp_path, monkeypatch):
    needs("dpkg-deb")
    needs("objdump")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    debian = script("linux/debian")
    dist, icons = tmp_path / "dist", tmp_path / "icons"
    (dist / "lib" / "licences").mkdir(parents=True)
    shutil.copy("/bin/true", dist / "curator")
    (dist / "lib" / "licences" / "NOTICES.txt").write_text("Notices")
    (icons / "hicolor" / "48x48" / "apps").mkdir(parents=True)
    (icons / "hicolor" / "48x48" / "apps" / f"{ID}.png").write_bytes(b"x")
    first = debian.build(dist, icons, tmp_path).read_bytes()
    package = debian.build(dist, icons, tmp_path)
    assert package.read_bytes() == first
    fields = run("dpkg-deb", "--field", package)
    assert f"Version: {__version__}" in fields
    assert re.search(r"libc6 \(>= 2\.\d+\)", fields)
    listed = run("dpkg-deb", "--contents", package)
    for name in (
        "usr/bin/curator -> ../lib/curator/curator", f"usr/share/applications/{ID}.desktop",
        f"usr/share/mime/packages/{ID}.xml", f"usr/share/metainfo/{ID}.metainfo.xml",
        "usr/share/man/man1/curator.1.gz", "usr/share/doc/curator/copyright", "usr/share/doc/curator/changelog.gz",
    ):  # fmt: skip
        assert name in listed
    assert not re.search(r"\b(postrm|prerm|postinst)\b", run("dpkg-deb", "--info", package))  # nothing touches data


@pytest.mark.parametrize(
    ("version", "expected"), [("1.2.3", "1.2.3"), ("1.0rc1", "1.0~rc1"), ("1.0.dev2", "1.0~dev2")]
)
def test_debian_sorts_a_candidate_before_its_release(script, monkeypatch, version, expected):
    import curator

    monkeypatch.setattr(curator, "__version__", version)
    assert script("linux/debian").version() == expected


# Icons


@pytest.fixture(scope="module")
def icons(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    run(sys.executable, ROOT / "packaging" / "icons.py", folder)
    return folder


def test_icons_come_in_every_size_and_form(icons):
    sizes = {path.parent.parent.name for path in icons.glob("hicolor/*/apps/*")}
    assert {"16x16", "48x48", "512x512", "scalable"} <= sizes
    for name in ("curator", "project"):
        windows = (icons / f"{name}.ico").read_bytes()
        count = struct.unpack("<HHH", windows[:6])[2]
        for place in range(count):
            size, offset = struct.unpack("<II", windows[6 + 16 * place + 8 : 6 + 16 * place + 16])
            assert windows[offset : offset + 8] == b"\x89PNG\r\n\x1a\n"
            assert offset + size <= len(windows)
        apple = (icons / f"{name}.icns").read_bytes()
        assert apple[:4] == b"icns"
        assert struct.unpack(">I", apple[4:8])[0] == len(apple)


# Windows


def test_the_windows_installer_compiles_without_a_warning(icons, tmp_path):
    makensis = needs("makensis")
    (tmp_path / "lib").mkdir()
    (tmp_path / "Curator.exe").write_bytes(b"MZ")
    (tmp_path / "lib" / "x").write_bytes(b"x")
    out = tmp_path.parent / f"Curator-{tmp_path.name}.exe"
    defines = (f"-DVERSION={__version__}", f"-DPAYLOAD={tmp_path}", f"-DICONS={icons}", f"-DOUT={out}")
    run(makensis, "-V2", "-WX", *defines, ROOT / "packaging" / "windows" / "curator.nsi")
    assert out.stat().st_size > 50_000


def test_the_windows_installer_asks_for_no_rights_and_keeps_data():
    told = (ROOT / "packaging" / "windows" / "curator.nsi").read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in told
    assert "HKLM" not in told
    assert "APPDATA\\Curator" not in told
    removed = re.findall(r"RMDir /r (.*)", told)
    assert set(removed) == {'"$INSTDIR\\lib"'}
    for name in re.findall(r"LangString (\w+)", told):
        assert len(re.findall(rf"LangString {name} \$\{{LANG_(?:ENGLISH|VIETNAMESE|FRENCH)\}}", told)) == len(
            LANGUAGES
        )


@pytest.mark.parametrize(
    ("version", "expected"), [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("1.2.3rc4", (1, 2, 3, 0))]
)
def test_windows_compares_four_numbers(script, version, expected):
    assert script("windows/version").numbers(version) == expected


@pytest.mark.parametrize("version", ["1.2.3", "1.2.3rc4"])
def test_the_version_resource_tells_what_the_program_is(script, tmp_path, version):
    path = script("windows/version").write_version(tmp_path / "version.txt", version)
    calls: dict[str, list[ast.Call]] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), mode="eval")):
        if isinstance(node, ast.Call):
            calls.setdefault(ast.unparse(node.func), []).append(node)
    (fixed,), (table,), (translation,) = calls["FixedFileInfo"], calls["StringTable"], calls["VarStruct"]
    numbers = {each.arg: ast.literal_eval(each.value) for each in fixed.keywords}
    assert numbers["filevers"] == numbers["prodvers"] == (1, 2, 3, 0)
    assert dict([[part.value for part in each.args] for each in calls["StringStruct"]]) == {
        "CompanyName": "The Curator developers", "FileDescription": "Curator", "FileVersion": version,
        "InternalName": "Curator", "LegalCopyright": "Apache License 2.0", "OriginalFilename": "Curator.exe",
        "ProductName": "Curator", "ProductVersion": version,
    }  # fmt: skip
    language, codepage = ast.literal_eval(translation.args[1])
    assert table.args[0].value == f"{language:04X}{codepage:04X}"  # Windows looks for the table under this name


# macOS


def test_the_bundle_names_its_files_and_languages(script):
    info = plistlib.loads(plistlib.dumps(script("macos/bundle").INFO))
    declared = info["UTExportedTypeDeclarations"][0]
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["curator"]
    assert info["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert set(info["CFBundleLocalizations"]) == set(LANGUAGES)
    with (ROOT / "packaging" / "macos" / "entitlements.plist").open("rb") as file:
        assert plistlib.load(file)


# What is frozen


def test_every_module_left_out_is_one_we_never_import():
    spec = (ROOT / "packaging" / "curator.spec").read_text(encoding="utf-8")
    unused = set(re.search(r'UNUSED = """(.*?)"""', spec, re.DOTALL)[1].split())
    ours = set()
    for path in (ROOT / "curator").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        ours |= set(re.findall(r"^\s*(?:from|import) ([\w.]+)", text, re.MULTILINE))
    assert not {name for name in ours if any(name == each or name.startswith(f"{each}.") for each in unused)}


def test_the_freezer_is_locked_with_hashes():
    locked = (ROOT / "packaging" / "pyinstaller.lock").read_text(encoding="utf-8")
    assert re.search(r"^pyinstaller==6\.", locked, re.MULTILINE)
    assert locked.count("--hash=sha256:") > 10


def test_licences_are_named_for_what_is_locked():
    table = tomllib.loads((ROOT / "packaging" / "licences.toml").read_text(encoding="utf-8"))
    assert set(table["texts"]) <= set(table["python"])
    assert importlib.metadata.version("PySide6-Essentials")
