"""Lists while others work: the search thread numbers a list on a connection of its own, as an import adds to it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from curator.model.article import Article
from curator.model.record import Sheet
from curator.model.revision import Status
from curator.store import Interrupted, Query, Store

Made = tuple[Article, Sheet]


@contextmanager
def before_each_step(store: Store, do: Callable[[], object]) -> Iterator[list[str]]:
    """Have `do` done before every statement that `store` runs, as a busy thread would; the statements."""
    ran: list[str] = []

    def tell(statement: str) -> None:
        ran.append(statement)
        do()

    store._db.set_trace_callback(tell)
    yield ran
    store._db.set_trace_callback(None)


def test_a_list_is_numbered_while_an_import_adds_to_it(store: Store, report: Callable[..., Made]) -> None:
    for number in range(5):
        store.add(*report(number))
    added = iter(range(5, 500))
    with store.again(write=False) as searching:
        numbers = searching.numbers(Query(order="imported"))
        with before_each_step(searching, lambda: store.add(*report(next(added)))) as ran:
            waiting = searching.waiting(numbers)
        assert ran
        assert len(store.documents(Query())) == 5 + len(ran)
        assert (list(numbers), waiting) == ([1, 2, 3, 4, 5], b"\1\1\1\1\1")
        renewed = searching.numbers(Query(order="imported"))
        assert searching.waiting(renewed) == b"\1" * len(store.documents(Query()))


def test_what_is_done_meanwhile_does_not_wait(store: Store, report: Callable[..., Made]) -> None:
    """The newest article has the largest number: with it done, what waits has only smaller ones."""
    documents = [store.add(*report(number)) for number in range(4)]

    def verify_the_newest() -> None:
        sheet = store.current(documents[-1]).sheet
        store.save(documents[-1], sheet, cause="verify", label="", status=Status.VERIFIED)

    with store.again(write=False) as searching:
        numbers = searching.numbers(Query(order="imported"))
        with before_each_step(searching, verify_the_newest):
            assert searching.waiting(numbers) == b"\1\1\1\0"
        assert searching.waiting(numbers[-1:]) == b"\0"
        assert searching.waiting(numbers[:0]) == b""


def test_an_import_and_a_search_thread_get_along(store: Store, report: Callable[..., Made]) -> None:
    store.add(*report(0))
    imported = threading.Event()
    wrong: list[object] = []

    def number_again_and_again() -> None:
        with store.again(write=False) as searching:
            while not imported.is_set():
                numbers = searching.numbers(Query(order="imported"))
                if (waiting := searching.waiting(numbers)) != b"\1" * len(numbers):
                    wrong.append(waiting)

    thread = threading.Thread(target=number_again_and_again)
    thread.start()
    for number in range(1, 30):
        store.add(*report(number))
    imported.set()
    thread.join()
    assert wrong == []


def test_a_search_that_has_ended_is_called_off_in_vain(store: Store, report: Callable[..., Made]) -> None:
    """Its thread closes its connection when it ends; the window may call it off at that very moment."""
    store.add(*report(0))
    searches: list[Store] = []

    def search() -> None:
        with store.again(write=False) as searching:
            searching.count(Query())
        searches.append(searching)

    thread = threading.Thread(target=search)
    thread.start()
    thread.join()
    (ended,) = searches
    ended.interrupt()
    assert store.count(Query()) == 1


@pytest.mark.parametrize("text", ["", "dai su"])
def test_a_list_called_off_is_found_again(store: Store, report: Callable[..., Made], text: str) -> None:
    for number in range(3):
        store.add(*report(number))
    query = Query(text=text)
    with store.again(write=False) as searching:
        with before_each_step(searching, searching.interrupt), pytest.raises(Interrupted):
            searching.numbers(query)
        assert list(searching.numbers(query)) == list(store.numbers(query))
        assert searching.waiting(searching.numbers(query)) == b"\1\1\1"
