"""How properties are tested: enough examples to find mistakes, few enough to be quick."""

from hypothesis import HealthCheck, settings

check_property = settings(
    max_examples=100,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
