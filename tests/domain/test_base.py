"""What all nouns are made of."""

from __future__ import annotations

from typing import Any

import pytest

from planner.domain.base import mapped

FORMS = [
    (3.0, 6.0),
    ((1.0, 2.0), (2.0, 4.0)),
    ({"2027-01": 1.0, "2027-Q2": 5.0}, {"2027-01": 2.0, "2027-Q2": 10.0}),
]


@pytest.mark.parametrize(("series", "twice"), FORMS)
def test_every_number_of_a_series_is_changed_and_its_form_stays(series: Any, twice: Any) -> None:
    assert mapped(series, lambda each: 2 * each) == twice
