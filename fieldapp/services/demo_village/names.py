"""Names that sound like the mountains of western Hubei and belong to nobody."""

from __future__ import annotations

from fieldapp.rules.identity import MALE
from fieldapp.services.demo_village.dice import Dice

# A surname stands as often as it is frequent in such a village.
SURNAMES = (
    "郑郑郑郑郑郑郑郑向向向向万万万陈陈陈王王王李李李张张刘刘刘周周谭谭覃覃彭彭田田贺贺史史黎黎"
    "邓邓龚龚舒舒韩梁梁甘吴吴邹余余望望裴卢黄黄胡徐孙杨杨朱何高罗宋唐冯董程曹袁傅沈吕苏丁任姚"
    "钟姜崔石贾夏付方孟熊熊秦江雷侯龙段郝毛汤易常武赖曾解单仇查区乐"
)
_OLD_MEN = (
    "光明德世大国文正家天启定先祖宗昌长永兴开传学仁义",
    "贵福财富才顺平安清全华发青生元根山林海新",
)
_OLD_WOMEN = ("桂秀玉翠春兰菊金凤莲梅冬腊世大光先开永", "英兰芝珍香莲梅凤秀华翠清菊枝仙姑")
_YOUNG_MEN = ("俊志晓文建小明家振鹏天宇嘉宏", "杰强林峰涛波平辉龙斌飞磊鑫豪")
_YOUNG_WOMEN = ("晓雪春丽海小梦冬艳玉", "婷丽娟艳燕芳玲敏静莉慧蓉琴")
_BOYS = (
    "子轩", "浩然", "宇航", "梓豪", "俊熙", "博文", "天佑", "家豪", "一鸣", "思源", "嘉诚", "宇轩",
    "子涵", "明哲", "睿", "皓", "晨曦", "锦程",
)  # fmt: skip
_GIRLS = (
    "欣怡", "梓涵", "雨桐", "诗涵", "佳怡", "思琪", "雅婷", "若曦", "语嫣", "心怡", "可馨", "梦瑶",
    "雨欣", "佳琪", "静怡", "彤", "悦", "紫萱",
)  # fmt: skip
_RARE = "堃翀祎赟垚犇喆珺燊䶮"
FAR_NAME = "阿依努尔·买买提"

_CHILD_FROM, _YOUNG_FROM = 2000, 1975


def surname(dice: Dice) -> str:
    """A surname of the region."""
    return dice.choice(SURNAMES)


def given_name(dice: Dice, sex: str, birth_year: int) -> str:
    """A given name as people of that age bear it; one in a hundred has a rare character."""
    if dice.often(0.01):
        return dice.choice(_RARE)
    man = sex == MALE
    if birth_year >= _CHILD_FROM:
        return dice.choice(_BOYS if man else _GIRLS)
    if birth_year >= _YOUNG_FROM:
        first, second = _YOUNG_MEN if man else _YOUNG_WOMEN
    else:
        first, second = _OLD_MEN if man else _OLD_WOMEN
    if birth_year >= _YOUNG_FROM and dice.often(0.3):
        return dice.choice(second)
    one, two = dice.choice(first), dice.choice(second)
    return two if one == two else one + two
