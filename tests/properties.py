"""How properties are tested: enough examples to find mistakes, few enough to be quick.

The profile that is loaded says how many: see ``tests/conftest.py``.
"""

from hypothesis import HealthCheck, settings

check_property = settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check_often(examples: int) -> settings:
    """Return settings for that many examples, of which longer profiles try more."""
    share = settings.default.max_examples if settings.default else 100
    return settings(check_property, max_examples=max(1, examples * share // 100))
