"""How a person's name is read: pinyin for search and sorting, with the readings of surnames."""

from __future__ import annotations

from functools import lru_cache

SURNAME_READINGS = {
    "万俟": "mo qi",
    "尉迟": "yu chi",
    "长孙": "zhang sun",
    "单于": "chan yu",
    "澹台": "tan tai",
    "令狐": "ling hu",
    "欧阳": "ou yang",
    "上官": "shang guan",
    "司马": "si ma",
    "诸葛": "zhu ge",
    "皇甫": "huang fu",
    "夏侯": "xia hou",
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "曾": "zeng",
    "查": "zha",
    "区": "ou",
    "盖": "ge",
    "乐": "yue",
    "覃": "qin",
    "朴": "piao",
    "任": "ren",
    "缪": "miao",
    "翟": "zhai",
    "种": "chong",
    "折": "she",
    "召": "shao",
    "员": "yun",
    "黑": "he",
    "繁": "po",
    "谌": "chen",
    "冼": "xian",
    "都": "du",
    "秘": "bi",
    "祭": "zhai",
    "牟": "mou",
    "纪": "ji",
    "葛": "ge",
    "柏": "bai",
    "薄": "bo",
    "晁": "chao",
    "句": "gou",
    "阚": "kan",
    "郗": "xi",
    "於": "yu",
    "沈": "shen",
    "盛": "sheng",
    "燕": "yan",
    "宁": "ning",
    "那": "na",
    "尹": "yin",
    "车": "che",
    "隗": "wei",
    "逄": "pang",
    "洗": "xian",
    "过": "guo",
    "哈": "ha",
    "石": "shi",
    "重": "chong",
    "行": "xing",
    "呙": "guo",
    "卜": "bu",
    "藏": "zang",
    "郇": "xun",
    "佴": "nai",
    "乜": "nie",
    "粘": "nian",
    "能": "nai",
    "贠": "yun",
    "适": "kuo",
    "么": "yao",
}
"""Characters that are read otherwise in a surname; two-character surnames first."""

_REMEMBERED = 200_000


@lru_cache(_REMEMBERED)
def name_pinyin(name: str) -> str:
    """The syllables of ``name`` without tones, in small letters, with blanks between: ``shan xin``.

    A surname at the beginning has its own reading; ``·`` and signs are left out, Latin letters
    stay, ü is written ``v`` as it is typed. A character without a known reading is left out.
    """
    plain = "".join(name.split())
    for length in (2, 1):
        reading = SURNAME_READINGS.get(plain[:length])
        if reading is not None and "·" not in plain:
            return " ".join((reading, *_syllables(plain[length:])))
    return " ".join(_syllables(plain))


def _syllables(text: str) -> list[str]:
    # loaded only when a name is read: the dictionary takes a third of a second to load
    from pypinyin import lazy_pinyin

    if not text:
        return []
    words = " ".join(lazy_pinyin(text, errors=_latin)).casefold()
    return words.split()


def _latin(part: str) -> str:
    return "".join(char if char.isascii() and char.isalnum() else " " for char in part)
