"""Whatever people type leaves unchanged and comes back, through every shape."""

import csv
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.export import Release, build, verify
from curator.export.formats.flat import neutral
from curator.model.revision import Entry

from .invented import OPTIONS, entry, record, run

TEXTS = st.lists(st.text(min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=25)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_survives(texts: list[str]) -> None:
    def entries() -> Iterator[Entry]:
        for number, text in enumerate(texts):
            own = record(number)
            own["engagements"][0]["home"][0] |= {"name": text, "role": text}
            own["article"]["headline"] = text
            yield entry(number, own, "")

    kept = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]  # line ends are LF everywhere
    with tempfile.TemporaryDirectory() as folder:
        made: Release = run(build(entries, Path(folder), OPTIONS))
        assert list(verify(made.path)) == []
        with (made.path / "data" / "participants.csv").open(encoding="utf-8", newline="") as file:
            names = [row["name"] for row in csv.DictReader(file) if row["side"] == "home"]
        assert names == kept
        with (made.path / "flat" / "engagements_flat.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row["home_lead_role"] for row in csv.DictReader(file)] == [neutral(text) for text in kept]
        lines = (made.path / "jsonl" / "engagements.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        assert [json.loads(line)["home"][0]["name"] for line in lines] == kept
