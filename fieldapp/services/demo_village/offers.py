"""The measures on offer in the demonstration: what, how much, when, against which cause."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """One measure; money in yuan per unit, the time in which it is carried out."""

    key: str
    code: str
    title: str
    unit: str
    low: int
    high: int
    rate: int
    gain: int
    """Income that one unit is expected to bring in a year."""
    payer: str
    start: dt.date
    due: dt.date
    causes: tuple[str, ...] = ()
    content: str = ""
    result: str = ""


def _offer(line: str) -> Offer:
    (key, code, title, unit, many, rate, gain, payer, start, due, causes, content, result) = (
        part.strip() for part in line.split("|")
    )
    low, _, high = many.partition("-")
    return Offer(
        key, code, title, unit, int(low), int(high or low), int(rate), int(gain), payer,
        dt.date.fromisoformat(start), dt.date.fromisoformat(due),
        tuple(sorted(causes.strip("-").split())), content, result,
    )  # fmt: skip


# key | C20 | title | unit | from-to | yuan a unit | gain | payer | start | due | causes or -
#     content | result
_LINES = """
tea | 01 | 试种白牡丹茶 | 亩 | 3 | 1000 | 1200 | 帮扶高校 | 2016-03-15 | 2016-10-31 | 07 09 11
    提供茶苗，每亩补助1000元，农学院老师现场指导 | 茶苗成活九成以上，补助已到账
herbs | 01 | 种植中药材 | 亩 | 1-4 | 500 | 900 | 县财政局 | 2016-03-20 | 2016-11-10 | 07 10 09 11
    种植独活、川牛膝等药材，合作社保底收购 | 药材已采挖交售
greens | 01 | 种植高山蔬菜 | 亩 | 1-4 | 300 | 1000 | 县农业局 | 2016-04-05 | 2016-09-30 | 07 10 11
    种植高山番茄、甘蓝，统一供苗 | 蔬菜已售完，行情尚可
walnut | 01 | 核桃园改造 | 亩 | 2-6 | 200 | 300 | 县林业局 | 2016-03-20 | 2017-03-31 | 08 10
    老核桃树高接换优，修剪施肥 | 嫁接成活率八成
bees | 01 | 养殖土蜂 | 箱 | 4-12 | 200 | 350 | 驻村工作队 | 2016-04-01 | 2016-11-15 | 07 10 08 11
    发放蜂种和蜂箱，技术员上门指导过冬 | 收蜜两次，蜂群正常
pigs | 01 | 生猪养殖 | 头 | 2-6 | 400 | 600 | 县畜牧局 | 2016-03-25 | 2016-12-20 | 07 09 04
    发放仔猪，年底出栏后验收 | 生猪已出栏
goats | 01 | 山羊养殖 | 只 | 5-15 | 200 | 260 | 县畜牧局 | 2016-04-10 | 2016-12-31 | 07 09 04
    发放种羊，新建羊圈 | 存栏正常
hens | 01 | 林下养鸡 | 只 | 50-150 | 8 | 25 | 驻村工作队 | 2016-04-15 | 2016-10-20 | 07 08 02
    发放脱温鸡苗，林下散养 | 土鸡销往县城，户主满意
course | 06 | 种养技术培训 | 人次 | 1-3 | 100 | 0 | 县农业局 | 2016-04-10 | 2016-10-30 | 07 11
    参加春、秋两期种养技术培训班 | 已参加培训并现场实习
bee_course | 06 | 养蜂技术培训 | 人次 | 1-2 | 150 | 0 | 县农业局 | 2016-05-05 | 2016-10-25 | 07 11
    参加中蜂养殖技术培训 | 已参加培训，会分蜂
credit | 09 | 小额信贷贴息 | 万元 | 1-5 | 400 | 500 | 县农商行 | 2016-05-10 | 2017-05-09 | 09 11
    评级授信后发放小额信贷，财政贴息 | 贷款已投入养殖
job | 02 | 介绍外出务工 | 人 | 1 | 300 | 3000 | 县人社局 | 2016-03-10 | 2016-09-30 | 08 11
    推荐到对口企业务工，报销单程路费 | 已务工，按月领工资
post | 04 | 安排公益性岗位 | 人 | 1 | 4800 | 4800 | 县人社局 | 2016-03-01 | 2016-11-30 | 08
    聘为村公益岗位人员，每月400元 | 按月上岗领酬
serious | 07 | 大病救助 | 人 | 1 | 3000 | 0 | 县民政局 | 2016-03-20 | 2016-10-31 | 01
    协助申报大病保险和医疗救助 | 报销和救助款已到账
chronic | 07 | 办理慢性病卡并签约服务 | 人 | 1 | 0 | 0 | 镇卫生院 | 2016-03-20 | 2016-11-12 | 01
    办理慢性病卡，村医每季度随访一次 | 已办卡，村医按季随访
disabled | 11 | 落实残疾人补贴 | 人 | 1 | 600 | 600 | 县残联 | 2016-04-01 | 2016-09-30 | 02
    核实残疾等级，落实两项补贴 | 补贴已打入一卡通
dibao | 11 | 纳入农村低保 | 人 | 1-2 | 1980 | 1980 | 县民政局 | 2016-03-01 | 2016-06-30 | 01 02 08
    经评议公示后纳入低保 | 低保金按季发放
tekun | 11 | 落实特困供养 | 人 | 1 | 4000 | 4000 | 县民政局 | 2016-03-01 | 2016-06-30 | 08
    按分散供养标准发放供养金 | 供养金按月发放
grant | 05 | 雨露计划补助 | 人 | 1 | 1500 | 0 | 县扶贫办 | 2016-03-20 | 2016-11-10 | 03
    协助填报申请表，按学期补助 | 补助1500元已到账
boarder | 05 | 寄宿生生活补助 | 人 | 1 | 1250 | 0 | 县教育局 | 2016-03-01 | 2016-10-31 | 03
    落实义务教育阶段寄宿生生活补助 | 补助已按学期发放
house | 08 | 危房改造 | 户 | 1 | 15000 | 0 | 县住建局 | 2016-04-01 | 2016-11-05 | -
    拆除重建，验收后拨付补助 | 新房已入住，验收合格
water | 10 | 安全饮水入户 | 户 | 1 | 2000 | 0 | 县水利局 | 2016-04-20 | 2016-10-30 | -
    新建蓄水池，水管接到户 | 自来水已通到灶台
road | 10 | 入户路硬化 | 米 | 60-300 | 60 | 0 | 县交通局 | 2016-05-10 | 2017-04-30 | 10
    硬化入户便道 | 便道已硬化
toilet | 10 | 改建卫生厕所 | 户 | 1 | 800 | 0 | 县卫计局 | 2016-05-01 | 2016-11-18 | -
    改建三格式卫生厕所 | 厕所已改好使用
shed | 15 | 新建圈舍 | 平方米 | 20-60 | 80 | 0 | 县财政局 | 2016-04-01 | 2016-08-31 | 07 09
    新建标准圈舍 | 圈舍已建成使用
barrels | 15 | 制作蜂桶 | 只 | 5-10 | 120 | 0 | 驻村工作队 | 2016-04-01 | 2016-11-15 | 07 10
    请本村木匠制作蜂桶 | 蜂桶已交付
online | 13 | 农产品网上代销 | 户 | 1 | 0 | 800 | 镇电商服务站 | 2016-06-01 | 2017-01-20 | 10
    代销土鸡蛋、蜂蜜、干菜 | 已代销两批
"""

_ROWS = _LINES.strip().replace("\n    ", " | ").splitlines()

OFFERS = {offer.key: offer for offer in map(_offer, _ROWS)}
"""Every measure by its key, in the order of the catalogue."""
