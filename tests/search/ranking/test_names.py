"""What is read from the names of services."""

from __future__ import annotations

from infogo.search.ranking.names import ServiceNames, telling_words


def named(number: int, name: str, *sayings: str) -> ServiceNames:
    return ServiceNames(number, (name, name, ""), (), sayings, "", "", "", 1, 0.0)


def test_a_word_tells_a_service_when_that_one_alone_is_called_by_it() -> None:
    services = [
        named(1, "ขึ้นทะเบียนวิทยุ"),
        named(2, "ขึ้นทะเบียนสมาคม", "สมาคมของหมู่บ้าน"),
        named(3, "เลิกสมาคม"),
    ]
    told = telling_words(services)
    assert "วิทยุ" in told
    assert told.isdisjoint({"สมาคม", "ทะเบียน"})


def test_a_word_that_is_said_of_many_tells_nothing() -> None:
    services = [named(1, "ติดมิเตอร์"), *(named(n, "ขอบัตร", "มิเตอร์เสีย") for n in range(2, 6))]
    assert "มิเตอร์" not in telling_words(services)
