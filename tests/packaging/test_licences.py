"""Nothing may go into the program that would put all of it under the GPL, and every licence is handed on."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def notices(script):
    return script("notices")


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("(MIT OR GPL-2.0-only) AND (GPL-3.0-only OR BSD-3-Clause)", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("MIT AND GPL-2.0-only", False),
        ("GPL-2.0-only OR GPL-3.0-only", False),
    ],
)
def test_a_licence_is_judged_by_what_it_offers(notices, expression, allowed):
    assert notices.is_shippable(expression) is allowed


def test_every_library_we_ask_for_may_be_shipped_and_brings_its_text(notices):
    found = notices.python_components("curator")
    assert {"PySide6_Essentials", "shiboken6", "lxml", "sqlite-utils"} <= {each.name for each in found}
    assert [each.name for each in found if not each.texts] == []


def test_a_library_under_the_gpl_alone_stops_the_build(notices, monkeypatch):
    monkeypatch.setitem(notices.TABLE["python"], "lxml", "GPL-3.0-only")
    with pytest.raises(notices.Unshippable, match="lxml"):
        notices.python_components("curator")


def test_an_unknown_licence_stops_the_build(notices, monkeypatch):
    monkeypatch.delitem(notices.TABLE["python"], "lxml")
    with pytest.raises(notices.Unshippable, match="lxml"):
        notices.python_components("curator")


def test_files_are_told_by_whom_they_come(notices):
    import lxml
    import platformdirs

    found = notices.components([Path(lxml.__file__), Path(platformdirs.__file__), ROOT / "curator" / "paths.py"])
    assert [each.name for each in found] == ["lxml", "platformdirs"]


def test_notices_credit_qt_geonames_and_everybody(notices, tmp_path):
    found = notices.python_components("curator")
    notices.write(found, tmp_path / "licences")
    told = (tmp_path / "licences" / "NOTICES.txt").read_text(encoding="utf-8")
    assert "GeoNames" in told
    assert "CC BY 4.0" in told
    assert "replace them by builds of your own" in told
    assert all(f"{each.name} {each.version}" in told for each in found)
    lesser = (tmp_path / "licences" / "PySide6_Essentials.txt").read_text(encoding="utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in lesser
    assert "Apache License" in (tmp_path / "licences" / "Curator.txt").read_text(encoding="utf-8")


def test_what_was_frozen_last_holds_no_gpl_only_part(notices):
    written = ROOT / "dist" / "curator" / "lib" / "licences" / "NOTICES.txt"
    if not written.is_file():
        pytest.skip("make package has not run here")
    licences = [
        line.split(": ")[1] for line in written.read_text(encoding="utf-8").splitlines() if "Licence: " in line
    ]
    assert len(licences) > 20
    assert all(notices.is_shippable(licence) for licence in licences)
    assert not [*written.parents[1].glob("libreadline*"), *written.parents[1].glob("libgdbm*")]
