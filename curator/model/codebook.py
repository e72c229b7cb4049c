"""The codebook: every field of the record, declared once.

Form, tables, validation, inbox columns, export and the data dictionary all read it from here. Rules and examples
are those of the project's coding handbook; labels and rules are written in English and translated like the window.
"""

from collections.abc import Iterator
from typing import Any

from curator.i18n import N_, _
from curator.model.frozen import frozen
from curator.model.kinds import (
    COUNTRY,
    DATE,
    FLAG,
    LANGUAGE,
    LONG_TEXT,
    PERIOD,
    PLACE,
    STAMP,
    TEXT,
    URL,
    Kind,
    code,
)


@frozen
class Field:
    """One variable. Exactly one of `kind` (a value) and `group` (rows of values) is set."""

    key: str
    title: str  # English; `label` answers in the language in force
    kind: Kind | None = None
    group: "Group | None" = None
    many: bool = False  # a list of values of this kind; groups inside a record are always lists of rows
    required: bool = False
    listed: bool = False  # a column and a filter of the inbox
    released: bool = True  # leaves with the dataset
    digit: int = 0  # the key that fills it from a selection in the reader
    rule: str = ""  # the coding rule, English
    right: str = ""  # one example coded right, one coded wrong; quoted as they are in every language
    wrong: str = ""

    @property
    def label(self) -> str:
        """The staff's word for it, in the language in force."""
        return _(self.title)

    @property
    def help(self) -> str:
        """The coding rule in the language in force."""
        return _(self.rule)


@frozen
class Group:
    """Fields that stand together: one table of the store, one block of the form."""

    key: str
    title: str
    table: str
    fields: tuple[Field, ...]

    def __getitem__(self, key: str) -> Field:
        """The field with this key. Raises KeyError."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    @property
    def label(self) -> str:
        """The staff's word for it, in the language in force."""
        return _(self.title)

    @property
    def values(self) -> tuple[Field, ...]:
        """The fields that hold values, not rows."""
        return tuple(field for field in self.fields if field.kind)

    @property
    def groups(self) -> tuple[Field, ...]:
        """The fields that hold rows."""
        return tuple(field for field in self.fields if field.group)


PERSON = Group(
    "person",
    N_("Person"),
    "participant",
    (
        Field(
            "name", N_("Name"), TEXT, required=True, listed=True,
            rule=N_("As printed in the body, without honorific or rank, with its own accents. If body and caption differ, the body."),
            right="Roman Golovchenko", wrong="Thủ tướng Roman Golovchend",
        ),
        Field(
            "role", N_("Role"), TEXT,
            rule=N_("The post that makes the person a party to this meeting: the post alone, without body and place."),
            right="Phó Chủ tịch", wrong="Phó Chủ tịch UBND Thành phố",
        ),
        Field(
            "organisation", N_("Organisation"), TEXT,
            rule=N_("The body of that post as the page names it. Empty for an envoy unless the embassy itself is named."),
            right="UBND Thành phố Hà Nội", wrong="Hà Nội",
        ),
        Field(
            "title", N_("Full title"), TEXT,
            rule=N_("The whole title as printed before or after the name, with all its stacked posts."),
            right="Ủy viên Trung ương Đảng, Phó Bí thư Thành ủy, Chủ tịch UBND Thành phố", wrong="Chủ tịch",
        ),
        Field(
            "lead", N_("Heads the side"), FLAG,
            rule=N_("Yes for the one person who heads the side: the host, or the guest who leads the delegation."),
            right="do Thủ tướng … dẫn đầu", wrong="cùng dự buổi tiếp",
        ),
        Field(
            "role_class", N_("Class of post"), code("role_classes"),
            rule=N_("The class of the post coded under role; the body decides between state, party and front."),
            right="Chủ tịch UBND Thành phố → city_executive_head", wrong="Chủ tịch HĐND → city_executive_head",
        ),
    ),
)  # fmt: skip

SECTOR = Group(
    "sector",
    N_("Sector"),
    "engagement_sector",
    (
        Field(
            "code", N_("Sector"), code("sectors"), required=True, listed=True,
            rule=N_("A field that a party names as a field of cooperation: done, agreed, asked for or offered. Praise and polite formulas are not coded; general words such as economy have no code."),
            right="đề nghị tăng cường xúc tiến đầu tư → investment", wrong="kinh tế phát triển → trade",
        ),
        Field(
            "salience", N_("Salience"), code("saliences"),
            rule=N_("Core: agreed, asked for, offered or worked on here. Mentioned: past progress or general."),
            right="đề nghị hợp tác về y tế → core", wrong="hợp tác năng lượng đã tiến triển → core",
        ),
    ),
)  # fmt: skip

AGREEMENT = Group(
    "agreement",
    N_("Agreement"),
    "agreement",
    (
        Field(
            "title", N_("Name of the text"), TEXT,
            rule=N_("The name as printed, without the parties. One row for each text, however often it is named."),
            right="Thỏa thuận về quan hệ hữu nghị và hợp tác", wrong="ký kết giữa hai thành phố",
        ),
        Field(
            "kind", N_("Kind"), code("agreement_kinds"), required=True,
            rule=N_("By the name of the text in the body, not in a caption. Yearly work plans are not agreements."),
            right="Chương trình hợp tác → programme", wrong="kế hoạch hằng năm → programme",
        ),
        Field(
            "date", N_("Date or period"), PERIOD,
            rule=N_("The period of the text if stated, else the day or year of signing, else empty."),
            right="giai đoạn 2024-2026 → 2024/2026", wrong="2024",
        ),
        Field(
            "status", N_("Status"), code("agreement_status"), required=True,
            rule=N_("Signed now: at the meeting or during the same visit. In force: signed earlier and relied on. Proposed: not signed."),
            right="chứng kiến lễ ký kết → signed_now", wrong="đề nghị ký kết → signed_now",
        ),
    ),
)  # fmt: skip

ENGAGEMENT = Group(
    "engagement",
    N_("Engagement"),
    "engagement",
    (
        Field(
            "date", N_("Date as stated"), DATE, required=True, listed=True, digit=1,
            rule=N_("The day of the meeting as the page states it. A missing year stays XXXX. A stamp of this article gives the year if its day is 0 to 3 days after the meeting."),
            right="Ngày 28/2 → XXXX-02-28", wrong="Ngày 28/2 → 2026-02-28",
        ),
        Field(
            "type", N_("Type"), code("event_types"), required=True, listed=True, digit=2,
            rule=N_("Take every format word that applies to this meeting; the smallest rank wins, but signing only if the meeting is itself the ceremony. A caption counts only if the body names no format."),
            right="tiếp xã giao → courtesy_call", wrong="tiếp → courtesy_call",
        ),
        Field(
            "country", N_("Partner country"), COUNTRY, listed=True, digit=3,
            rule=N_("The country of the foreign side; for the body of a city, its state. Empty for an international body."),
            right="thành phố Thượng Hải → CN", wrong="Việt Nam → VN",
        ),
        Field(
            "partner_city", N_("Partner city"), PLACE, listed=True, digit=4,
            rule=N_("The foreign city or region whose tie with the home city is the matter, even if the guest is an envoy; else empty."),
            right="hai thủ đô Nursultan và Hà Nội → Astana", wrong="Đại sứ Kazakhstan → Astana",
        ),
        Field(
            "city", N_("Place of meeting"), PLACE, required=True, listed=True, digit=5,
            rule=N_("Where the meeting took place: the host's seat unless another place is named."),
            right="Hanoi", wrong="Thành phố",
        ),
        Field(
            "direction", N_("Direction"), code("directions"), digit=6,
            rule=N_("Who came to whom. Resident envoys count as guests who come here."),
            right="Đại sứ … tới chào → incoming", wrong="Đoàn Hà Nội thăm Paris → incoming",
        ),
        Field(
            "date_resolved", N_("Full date"), DATE, digit=7,
            rule=N_("The full date where the page or another source settles the year; it must agree with the date as stated. Never a guess."),
            right="XXXX-12-07 + 00-1701946482.jpg → 2023-12-07", wrong="XXXX-03-26 → 2024-03-26",
        ),
        Field(
            "date_basis", N_("Basis of the full date"), code("date_bases"),
            rule=N_("What settles the year. Needed whenever the date as stated has no year and a full date is given."),
            right="asset_timestamp", wrong="stated",
        ),
        Field(
            "home", N_("Home side"), group=PERSON, listed=True,
            rule=N_("People of the home city who took part. Inviters, absent leaders and people in related items are left out."),
            right="cùng dự buổi tiếp", wrong="theo lời mời của",
        ),
        Field(
            "partner", N_("Partner side"), group=PERSON, listed=True,
            rule=N_("People of the foreign side who took part. Envoys of Vietnam abroad belong to the home side."),
            right="Đại sứ Yerlan Baizhanov", wrong="Thay mặt Tổng thống",
        ),
        Field(
            "sectors", N_("Sectors"), group=SECTOR, listed=True, digit=8,
            rule=N_("Fields of cooperation named at this meeting, each once."),
            right="du lịch, xây dựng", wrong="hữu nghị",
        ),
        Field(
            "agreements", N_("Agreements"), group=AGREEMENT, digit=9,
            rule=N_("Texts signed, relied on or proposed between the two sides."),
            right="biên bản ghi nhớ năm 2012", wrong="hợp tác",
        ),
        Field("note", N_("Note"), LONG_TEXT, released=False, rule=N_("Free words for colleagues; never released.")),
    ),
)  # fmt: skip

ARTICLE = Group(
    "article",
    N_("Article"),
    "article",
    (
        Field(
            "headline", N_("Headline"), TEXT, required=True, listed=True,
            rule=N_("One line as printed, without stamp and site name."),
            right="Hà Nội - Nursultan (Kazakhstan) tăng cường hợp tác", wrong="… (18:20 06/09/2022)",
        ),
        Field("outlet", N_("Outlet"), TEXT, listed=True, rule=N_("As printed; empty if the page does not name it."), right="HNP", wrong="hanoi"),
        Field(
            "authors", N_("Authors"), TEXT, many=True,
            rule=N_("People only. Agencies and sign-offs such as TTXVN or PV are not authors."), right="Huy Kiên", wrong="TTXVN",
        ),
        Field(
            "published", N_("Published"), STAMP, listed=True,
            rule=N_("Only from a stamp of this article, with its local time if printed. Banners and related items are no stamps."),
            right="2018-11-23T18:35:36", wrong="Mừng Xuân 2026 → 2026",
        ),
        Field("language", N_("Language"), LANGUAGE, required=True, listed=True, rule=N_("The language of the story."), right="vi", wrong="vi-VN"),
        Field("url", N_("Web address"), URL, rule=N_("The address of this article, if the page or its companion file gives it."), right="https://…/bai-viet.html", wrong="hanoi.gov.vn"),
        Field("note", N_("Note"), LONG_TEXT, released=False, rule=N_("Free words for colleagues; never released.")),
    ),
)  # fmt: skip

CODEBOOK = Group(
    "record",
    N_("Record"),
    "",
    (
        Field("article", N_("Article"), group=ARTICLE),
        Field("engagements", N_("Engagements"), group=ENGAGEMENT, many=True, rule=N_("One for each contact that took place between named or identified people of both sides. Planned, earlier and national meetings are not coded; none is a valid answer.")),
    ),
)  # fmt: skip

Template = tuple[str, ...]  # a path without positions: ("engagements", "home", "name")


def field_at(template: Template) -> Field:
    """The field at this place of the record. Raises KeyError."""
    group, field = CODEBOOK, None
    for key in template:
        field = group[key]
        group = field.group or _LEAF
    if field is None:
        raise KeyError(template)
    return field


def walk(group: Group = CODEBOOK, above: Template = ()) -> Iterator[tuple[Template, Field]]:
    """Every field with its template, parents before children, in the order of the codebook."""
    for field in group.fields:
        yield (*above, field.key), field
        if field.group:
            yield from walk(field.group, (*above, field.key))


def empty_row(group: Group) -> dict[str, Any]:
    """A row of `group` with every value empty."""
    return {field.key: [] if field.group or field.many else None for field in group.fields}


_LEAF = Group("", "", "", ())
