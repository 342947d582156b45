"""Who helps whom. Source: dictionary 1.6."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, R, Record, entity
from fieldapp.records.kinds import Date, OneOf, Ref


@entity(7, "pairing", "结对帮扶", "Pairing", scope="household")
@dataclass(frozen=True, kw_only=True)
class Pairing(Record):
    """A helper responsible for a household during a period; replaced helpers stay on the list."""

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    team_member: Annotated[str, F(2, Ref("team_member"), "帮扶责任人", "Helper", R)]
    rank: Annotated[
        str | None, F(3, OneOf(code_list("pairing_rank")), "帮扶顺序", "First or second", R)
    ] = None
    start_date: Annotated[dt.date | None, F(4, Date(), "帮扶开始时间", "From", R)] = None
    end_date: Annotated[dt.date | None, F(5, Date(), "帮扶结束时间", "Until")] = None
