"""The demonstration village: synthetic people whose numbers are those of the paper."""

from fieldapp.services.demo_village.acts import demo_acts
from fieldapp.services.demo_village.people import DEMO_DAY

__all__ = ["DEMO_DAY", "demo_acts"]
