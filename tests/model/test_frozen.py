from dataclasses import asdict, field, replace

import pytest

from curator.model.frozen import frozen


@frozen
class Point:
    x: int
    y: int = 0
    names: list[str] = field(default_factory=list)


@frozen
class Pixel(Point):
    colour: str = "black"


def test_equal_fields_make_equal_objects_of_one_class() -> None:
    assert Point(1, 2) == Point(1, y=2)
    assert Point(1, 2) != Point(2, 1)
    assert Point(1, 2) != Pixel(1, 2)
    assert Pixel(1) != Pixel(1, colour="red")


def test_the_hash_follows_the_fields() -> None:
    @frozen
    class Code:
        code: str

    assert len({Code("VN"), Code("VN"), Code("KZ")}) == 2
    with pytest.raises(TypeError):
        hash(Point(1))  # a list in it


def test_it_shows_its_fields_and_can_be_copied_with_changes() -> None:
    assert repr(Pixel(1, 2)) == "Pixel(x=1, y=2, names=[], colour='black')"
    assert replace(Pixel(1), colour="red") == Pixel(1, colour="red")
    assert asdict(Point(3)) == {"x": 3, "y": 0, "names": []}
    assert Point(1).names is not Point(1).names
