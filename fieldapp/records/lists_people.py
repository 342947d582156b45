"""Code lists about persons: kinship, identity, schooling, health, work and the people who help."""

from fieldapp.records.codes import define

define(
    "C01",
    """
    01 | 户主 | Head | 本人 本人或户主 户主本人 户主或本人 自己
    02 | 配偶 | Spouse | 妻 妻子 丈夫 夫 之妻 之夫 爱人 老婆 老伴
    03 | 之子 | Son | 子 儿子 长子 次子 三子 四子 五子 独子 养子 继子 大儿子 二儿子 小儿子
    04 | 之女 | Daughter | 女 女儿 长女 次女 三女 四女 五女 独女 养女 继女 大女儿 二女儿 小女儿
    05 | 之儿媳 | Daughter-in-law | 儿媳 媳妇 儿媳妇 长媳 次媳
    06 | 之女婿 | Son-in-law | 女婿 婿
    07 | 之孙子 | Grandson | 孙 孙子 之孙 长孙 次孙
    08 | 之孙女 | Granddaughter | 孙女 长孙女 次孙女
    09 | 之外孙子 | Daughter's son | 外孙 外孙子 之外孙
    10 | 之外孙女 | Daughter's daughter | 外孙女
    11 | 之父 | Father | 父 父亲 爸爸
    12 | 之母 | Mother | 母 母亲 妈妈
    13 | 之岳父 | Wife's father | 岳父
    14 | 之岳母 | Wife's mother | 岳母
    15 | 之公公 | Husband's father | 公公 公爹
    16 | 之婆婆 | Husband's mother | 婆婆
    17 | 之祖父 | Grandfather | 祖父 爷爷
    18 | 之祖母 | Grandmother | 祖母 奶奶
    19 | 之外祖父 | Mother's father | 外祖父 外公 姥爷
    20 | 之外祖母 | Mother's mother | 外祖母 外婆 姥姥
    X1 | 之兄弟姐妹 | Brother or sister | 兄弟姐妹 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 兄弟 姐妹
    X2 | 之兄弟媳妇 | Brother's wife | 兄弟媳妇 嫂子 嫂 弟媳 弟媳妇 之嫂 之弟媳
    X3 | 之叔伯 | Father's brother | 叔伯 叔叔 叔父 伯父 伯伯 之叔 之伯
    X4 | 之侄儿 | Nephew | 侄儿 侄子 侄 之侄 之侄子
    X5 | 之侄女 | Niece | 侄女
    X6 | 之曾孙子 | Great-grandson | 曾孙 曾孙子 重孙 重孙子
    X7 | 之曾孙女 | Great-granddaughter | 曾孙女 重孙女
    99 | 其他 | Other | 其它 其他关系
    """,
)
define(
    "C02",
    """
    1 | 男 | Male | 男性 M
    2 | 女 | Female | 女性 F
    9 | 未知 | Unknown | 未说明 未说明的性别 不详
    """,
)
define(
    "C03",
    """
    01 | 居民身份证 | Resident identity card | 身份证 居民身份证件
    03 | 军官证 | Officer's card | 军人证
    09 | 残疾人证 | Disability card | 残疾证 残疾人证件 残疾军人证
    """,
)
define(
    "C04",
    """
    01 | 汉族 | Han | 汉
    02 | 蒙古族 | Mongol | 蒙古 蒙 蒙族
    03 | 回族 | Hui | 回
    04 | 藏族 | Zang (Tibetan) | 藏 Zang Tibetan
    05 | 维吾尔族 | Uygur | 维吾尔 维族 维 Uyghur
    06 | 苗族 | Miao | 苗
    07 | 彝族 | Yi | 彝
    08 | 壮族 | Zhuang | 壮
    09 | 布依族 | Buyei | 布依
    10 | 朝鲜族 | Chosen (Korean) | 朝鲜 Chosen Korean
    11 | 满族 | Man (Manchu) | 满 Man Manchu
    12 | 侗族 | Dong | 侗
    13 | 瑶族 | Yao | 瑶
    14 | 白族 | Bai | 白
    15 | 土家族 | Tujia | 土家
    16 | 哈尼族 | Hani | 哈尼
    17 | 哈萨克族 | Kazak | 哈萨克 Kazakh
    18 | 傣族 | Dai | 傣
    19 | 黎族 | Li | 黎
    20 | 傈僳族 | Lisu | 傈僳
    21 | 佤族 | Va | 佤 Wa
    22 | 畲族 | She | 畲
    23 | 高山族 | Gaoshan | 高山
    24 | 拉祜族 | Lahu | 拉祜
    25 | 水族 | Sui | 水
    26 | 东乡族 | Dongxiang | 东乡
    27 | 纳西族 | Naxi | 纳西
    28 | 景颇族 | Jingpo | 景颇
    29 | 柯尔克孜族 | Kirgiz | 柯尔克孜 Kyrgyz
    30 | 土族 | Tu | 土
    31 | 达斡尔族 | Daur | 达斡尔
    32 | 仫佬族 | Mulao | 仫佬
    33 | 羌族 | Qiang | 羌
    34 | 布朗族 | Blang | 布朗
    35 | 撒拉族 | Salar | 撒拉
    36 | 毛南族 | Maonan | 毛南
    37 | 仡佬族 | Gelao | 仡佬
    38 | 锡伯族 | Xibe | 锡伯
    39 | 阿昌族 | Achang | 阿昌
    40 | 普米族 | Pumi | 普米
    41 | 塔吉克族 | Tajik | 塔吉克
    42 | 怒族 | Nu | 怒
    43 | 乌孜别克族 | Uzbek | 乌孜别克
    44 | 俄罗斯族 | Russ (Russian) | 俄罗斯 Russ Russian
    45 | 鄂温克族 | Ewenki | 鄂温克
    46 | 德昂族 | Deang | 德昂
    47 | 保安族 | Bonan | 保安
    48 | 裕固族 | Yugur | 裕固
    49 | 京族 | Gin (Jing) | 京 Gin Jing
    50 | 塔塔尔族 | Tatar | 塔塔尔
    51 | 独龙族 | Derung | 独龙
    52 | 鄂伦春族 | Oroqen | 鄂伦春
    53 | 赫哲族 | Hezhen | 赫哲
    54 | 门巴族 | Monba | 门巴
    55 | 珞巴族 | Lhoba | 珞巴
    56 | 基诺族 | Jino | 基诺
    97 | 其他 | Other | 其它 未识别民族 未识别
    98 | 外国血统 | Of foreign descent | 外国血统中国籍人士
    """,
)
define(
    "C05",
    """
    01 | 文盲或半文盲 | Illiterate or semi-literate | 文盲 半文盲 文盲半文盲 文盲/半文盲 不识字
    02 | 小学 | Primary school | 小学毕业 小学文化
    03 | 初中 | Junior middle school | 初中毕业 初中文化
    04 | 高中 | Senior middle school | 高中毕业 中专 职高 中专/职高 高中/中专 高中(中专) 技校 中职
    05 | 大专及以上 | College or above | 大专以上
    05a | 大专 | Junior college | 专科 大学专科 大专毕业 高职
    05b | 本科及以上 | University or above | 本科 大学 大学本科 本科以上 研究生 硕士 博士
    06 | 学龄前儿童 | Below school age | 学龄前 未上学 学前
    """,
)
define(
    "C05b",
    """
    01 | 非在校生 | Not at school | 不在校 未在校 否
    02 | 学前教育 | Kindergarten | 幼儿园 学前班 学前
    03 | 小学 | Primary school | 小学在校 小学生
    04 | 七年级 | Grade 7 | 初一 初中一年级
    05 | 八年级 | Grade 8 | 初二 初中二年级
    06 | 九年级 | Grade 9 | 初三 初中三年级
    07 | 高中一年级 | Senior middle 1 | 高一 普通高中一年级
    08 | 高中二年级 | Senior middle 2 | 高二 普通高中二年级
    09 | 高中三年级 | Senior middle 3 | 高三 普通高中三年级
    10 | 中职一年级 | Vocational school 1 | 中职一 中专一年级
    11 | 中职二年级 | Vocational school 2 | 中职二 中专二年级
    12 | 中职三年级 | Vocational school 3 | 中职三 中专三年级
    13 | 高职一年级 | Vocational college 1 | 高职一 高职高专一年级 大专一年级
    14 | 高职二年级 | Vocational college 2 | 高职二 高职高专二年级 大专二年级
    15 | 高职三年级 | Vocational college 3 | 高职三 高职高专三年级 大专三年级
    16 | 大专及以上 | College or above | 大专以上 大学 大学在读
    X1 | 学龄前儿童 | Below school age | 学龄前
    X2 | 普通高中 | Senior middle school | 高中 高中生
    X3 | 高职高专 | Vocational college | 高职 高专 大专
    X4 | 技师学院一年级 | Technician college 1 | 技师一年级
    X5 | 技师学院二年级 | Technician college 2 | 技师二年级
    X6 | 技师学院三年级 | Technician college 3 | 技师三年级
    X7 | 技师学院四年级 | Technician college 4 | 技师四年级
    X8 | 本科一年级 | University 1 | 大一 大学一年级
    X9 | 本科二年级 | University 2 | 大二 大学二年级
    X10 | 本科三年级 | University 3 | 大三 大学三年级
    X11 | 本科四年级 | University 4 | 大四 大学四年级
    X12 | 本科五年级 | University 5 | 大五 大学五年级
    X13 | 硕士及以上 | Postgraduate | 硕士 研究生 博士 硕士研究生 博士研究生
    """,
)
define(
    "C07",
    """
    01 | 健康 | Healthy | 良好 身体健康 健康或良好 正常
    02 | 长期慢性病 | Long-term illness | 慢性病 患长期慢性病 慢病 患有慢性病 患有长期慢性病
    03 | 患有大病 | Serious illness | 大病 患大病 重病 重大疾病 重大病
    04 | 残疾 | Disabled | 残疾人 残 肢体残疾 视力残疾 听力残疾 言语残疾 智力残疾 精神残疾 多重残疾
    """,
)
define(
    "C08",
    """
    01 | 普通劳动力 | Ordinary labour | 普通 普通劳力 一般劳动力 有劳动能力 有劳动力
    02 | 技能劳动力 | Skilled labour | 技能 技术劳动力 技能劳力
    03 | 丧失劳动力 | Lost capacity | 丧失 丧失劳动能力 丧失劳力
    04 | 无劳动力 | No capacity | 无 无劳动能力 无劳力 没有劳动能力
    X1 | 弱劳动力或半劳动力 | Weak or half labour | 弱劳动力 半劳动力 弱劳力 半劳力 弱半劳动力
    """,
)
define(
    "C08b",
    """
    01 | 乡(镇)内 | Within the township | 乡内 镇内 乡镇内 乡(镇)内务工 乡镇内务工 本乡镇
    02 | 乡(镇)外县内 | Within the county | 县内 乡外县内 乡镇外县内 乡(镇)外县内务工 县内务工
    03 | 县外省内 | Within the province | 省内 县外省内务工 省内务工 县外省内内务工 县外省内外务工
    04 | 省外 | Outside the province | 省外务工 外省 外省务工
    99 | 其他 | Other | 其它 05 其他务工
    """,
)
define(
    "C09",
    """
    01 | 中共党员 | Party member | 党员 共产党员 中国共产党党员 是
    02 | 中共预备党员 | Probationary party member | 预备党员
    03 | 共青团员 | Youth League member | 团员
    04 | 民革党员 | Revolutionary Committee of the Kuomintang | 民革 民革会员
    05 | 民盟盟员 | China Democratic League | 民盟
    06 | 民建会员 | China National Democratic Construction Association | 民建
    07 | 民进会员 | China Association for Promoting Democracy | 民进
    08 | 农工党党员 | Peasants' and Workers' Democratic Party | 农工党 农工民主党党员
    09 | 致公党党员 | China Zhi Gong Party | 致公党
    10 | 九三学社社员 | Jiusan Society | 九三学社 九三
    11 | 台盟盟员 | Taiwan Democratic Self-Government League | 台盟
    12 | 无党派民主人士 | Independent | 无党派 无党派人士
    13 | 群众 | No party | 普通群众 一般群众 否
    """,
)
define(
    "C13",
    """
    1 | 正常 | Living here | 健在 在世 在册
    2 | 死亡 | Died | 去世 已故 已死亡 亡故
    3 | 转出 | Moved out | 迁出 已转出
    4 | 转入 | Moved in | 迁入 新增 自然增加
    5 | 减少 | Removed | 自然减少
    9 | 删除 | Deleted | 已删除
    10 | 清退 | Cleared out | 已清退
    11 | 清退(11) | Cleared out (11)
    12 | 清退(12) | Cleared out (12)
    13 | 清退(13) | Cleared out (13)
    """,
)
define(
    "C13r",
    """
    died | 死亡 | Died | 去世
    married_out | 嫁出 | Married out | 出嫁 婚出
    abroad | 出国定居 | Settled abroad | 出国
    imprisoned | 判刑收监 | Imprisoned | 收监 服刑
    married_in | 嫁入 | Married in | 婚入
    newborn | 新生儿 | Newborn | 出生 新生
    other_in | 其他转入 | Other arrival | 转入 迁入
    other_out | 其他转出 | Other departure | 转出 迁出
    """,
)
define(
    "C21",
    """
    forest | 护林员 | Forest warden | 护林 生态护林员
    road | 护路员 | Road keeper | 护路
    water | 护水员 | River keeper | 护水
    border | 护边员 | Border guard | 护边
    grass | 护草员 | Grassland keeper | 护草 草管员
    care | 护理员 | Care worker | 护理
    cleaning | 保洁员 | Cleaner | 保洁
    security | 治安协管员 | Public-order assistant | 治安协管 治安
    other | 其他 | Other | 其它
    """,
)
define(
    "C24",
    """
    first_secretary | 第一书记 | First secretary | 驻村第一书记
    team_leader | 工作队队长 | Team leader | 队长 驻村工作队队长
    member | 工作队队员 | Team member | 队员 驻村工作队队员 驻村队员
    helper | 帮扶责任人 | Helper | 帮扶人 帮扶干部 结对干部
    party_secretary | 村支书 | Village party secretary | 村党支部书记 支部书记 支书
    village_head | 村主任 | Village head | 村委会主任 主任
    group_leader | 村民小组组长 | Group leader | 组长 小组长
    village_doctor | 村医 | Village doctor | 乡村医生
    bank_liaison | 金融联络员 | Bank liaison | 银行联络员
    county_reader | 县级查阅人 | County reader | 县查阅人
    """,
)
define(
    "C25",
    """
    10 | 中央 | Central | 中央单位
    20 | 省 | Province | 省级 省直 省(自治区、直辖市)
    40 | 市 | Prefecture city | 市级 市州 市直
    50 | 县(区) | County | 县 县级 县直 县区 区
    60 | 乡镇(街道) | Township | 乡镇 街道 乡镇街道 镇 乡
    70 | 村委会 | Village committee | 居委会 村民委员会
    80 | 军队 | Army | 部队
    90 | 其他 | Other | 其它
    99 | 村两委 | Village party branch and committee | 两委
    """,
)
define(
    "C26",
    """
    10 | 研究生 | Postgraduate | 研究生教育
    11 | 博士研究生 | Doctor | 博士
    14 | 硕士研究生 | Master | 硕士
    20 | 大学本科 | Bachelor | 本科 大学
    30 | 大学专科 | Junior college | 专科 大专
    40 | 中等职业教育 | Secondary vocational | 中职
    41 | 中专 | Specialised secondary | 中等专科
    44 | 职业高中 | Vocational high school | 职高
    47 | 技工学校 | Technical school | 技校
    60 | 高中 | Senior middle school | 普通高中
    70 | 初中 | Junior middle school | 初级中学
    80 | 小学 | Primary school
    90 | 其他 | Other | 其它
    """,
)
define(
    "C27",
    """
    101 | 国家级正职 | National level, chief
    102 | 国家级副职 | National level, deputy
    111 | 省部级正职 | Provincial level, chief | 正省级 正部级
    112 | 省部级副职 | Provincial level, deputy | 副省级 副部级
    121 | 厅局级正职 | Bureau level, chief | 正厅级 正厅
    122 | 厅局级副职 | Bureau level, deputy | 副厅级 副厅
    131 | 县处级正职 | County level, chief | 正处级 正处 正县级
    132 | 县处级副职 | County level, deputy | 副处级 副处 副县级
    141 | 乡科级正职 | Township level, chief | 正科级 正科
    142 | 乡科级副职 | Township level, deputy | 副科级 副科
    150 | 科员级 | Section member | 科员
    160 | 办事员级 | Clerk | 办事员
    198 | 试用期人员 | On probation | 试用期
    199 | 未定职公务员 | Rank not set | 未定职
    """,
)
define(
    "C28",
    """
    01 | 种植 | Crops | 种植业
    02 | 养殖 | Livestock | 养殖业
    03 | 林果 | Forest fruit | 林果业
    04 | 服务 | Services | 服务业
    """,
)
define(
    "left_behind",
    """
    no | 非留守 | Not left behind | 否 无
    elder | 留守老人 | Elder left behind | 空巢老人
    child | 留守儿童 | Child left behind
    """,
)
LIVING_HERE = frozenset({None, "1", "4"})
"""States (C13) of a person who is counted in the household; one never recorded counts."""
