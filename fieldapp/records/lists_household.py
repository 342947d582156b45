"""Code lists about places and households: class, cards, causes, living, income and exit."""

from fieldapp.records.codes import define

CAUSES = define(
    "C06",
    """
    01 | 因病 | Illness | 因病致贫 疾病
    02 | 因残 | Disability | 因残致贫
    03 | 因学 | Schooling costs | 因学致贫
    04 | 因灾 | Disaster | 因灾致贫
    05 | 缺土地 | Lack of land | 缺地
    06 | 缺水 | Lack of water
    07 | 缺技术 | Lack of skills | 缺乏技术
    08 | 缺劳力 | Lack of labour | 缺劳动力 缺乏劳动力 缺劳力(缺劳动力)
    09 | 缺资金 | Lack of funds | 缺乏资金
    10 | 交通条件落后 | Poor transport | 交通落后 交通不便
    11 | 自身发展动力不足 | Low own motivation | 自身发展能力不足 发展动力不足 动力不足
    12 | 因婚 | Marriage costs | 因婚致贫
    13 | 因丧 | Funeral costs | 因丧致贫
    99 | 其他 | Other | 其它 其他原因
    """,
)
define(
    "C10",
    """
    01 | 柴草 | Firewood and straw | 柴 木柴 柴火
    02 | 干畜粪 | Dried dung | 畜粪
    03 | 煤炭 | Coal | 煤
    04 | 清洁能源 | Clean energy | 电 天然气 液化气 沼气 太阳能
    05 | 其他 | Other | 其它
    """,
)
define(
    "C11",
    """
    01 | 泥土路 | Earth road | 土路 泥路
    02 | 砂石路 | Gravel road | 沙石路 石子路
    03 | 水泥路 | Concrete road | 混凝土路 水泥
    04 | 沥青路 | Asphalt road | 柏油路 沥青
    """,
)
define(
    "C12a",
    """
    01 | 行政村整体搬迁 | Whole administrative village | 行政村整体 整村搬迁
    02 | 自然村(组)整体搬迁 | Whole group | 自然村整体 自然村(组)整体 自然村整体搬迁
    03 | 个别搬迁 | Single households | 个别 零散搬迁
    """,
)
define(
    "C12b",
    """
    1 | 集中安置 | In a new settlement | 集中
    2 | 分散安置 | Scattered | 分散
    """,
)
define(
    "C12c",
    """
    1 | 县城 | County town | 县城安置
    2 | 乡镇 | Township | 集镇 乡镇安置
    3 | 村内 | In the village | 本村 村内安置
    4 | 村外 | Outside the village | 村外安置
    5 | 县外 | Outside the county | 县外安置
    """,
)
define(
    "C12d",
    """
    1 | 缺资金 | Lack of funds | 缺乏资金
    2 | 找不到工作 | Finds no work | 找不到就业门路
    3 | 生活没着落 | No livelihood
    4 | 其他 | Other | 其它
    """,
)
define(
    "C14",
    """
    REG | 建档立卡贫困户 | Registered poor | 建档立卡户 建档立卡 贫困户 建卡户 在册贫困户 未脱贫户
    GEN | 一般农户 | General household | 一般户 普通农户 非贫困户 非建档立卡户 一般
    EXIT | 脱贫户 | Out of poverty | 已脱贫户 脱贫 建档立卡脱贫户
    MON | 监测对象 | Under monitoring | 监测户 易返贫致贫户 防返贫监测对象 监测
    """,
)
define(
    "C15",
    """
    01 | 一般贫困户 | Ordinary poor household | 一般贫困
    DB | 低保贫困户 | Poor household with minimum allowance | 低保贫困
    06 | 五保-分散供养 | Support at home | 五保分散供养 分散供养 特困分散供养 特困-分散供养
    07 | 五保-集中供养 | Support in a home | 五保集中供养 集中供养 特困集中供养 特困-集中供养
    X1 | 低保户 | Minimum-allowance household | 低保
    X2 | 五保户 | Five-guarantees household | 五保 五保贫困户 特困 特困户 特困供养户 特困供养贫困户
    X3 | 一般脱贫户 | Ordinary, out of poverty
    X4 | 低保脱贫户 | Minimum allowance, out of poverty
    X5 | 特困供养脱贫户 | Five guarantees, out of poverty | 特困脱贫户
    """,
)
define(
    "C16",
    """
    1 | 国家标准 | National standard | 国定标准 国标 国家
    2 | 省定标准 | Provincial standard | 省级标准 省标 省
    3 | 市定标准 | City standard | 市级标准 市标 市
    """,
)
define(
    "C17",
    """
    02 | 返贫 | Fell back | 返贫户
    03 | 历史已脱贫 | Out in an earlier year | 历年脱贫 往年脱贫
    04 | 未脱贫 | Not yet out | 未脱贫户 未 否
    05 | 新脱贫 | Out this year | 当年脱贫 今年脱贫
    """,
)
define(
    "C18",
    """
    01 | 收入达标但“两不愁三保障”未实现 | Income above the line, living not assured
    02 | 当年帮扶成效不明显 | Little effect of help this year | 帮扶成效不明显
    03 | 复核后新增 | Newly added after re-check | 新增贫困户
    04 | 残疾且无稳定收入 | Disabled, no steady income
    05 | 大病在治 | Serious illness in treatment | 重大疾病治疗中
    06 | 因病因学支出远超收入 | Illness or school spending far above income | 刚性支出大
    07 | 收入不稳定 | Income not steady
    08 | 五保户 | Five-guarantees household | 五保 特困供养
    09 | 一类低保且无劳动力 | First-class allowance without labour
    10 | 易地搬迁未交钥匙 | Relocation key not handed over | 搬迁未入住
    """,
)
define(
    # The undivided totals (W0, B0, P0, T0, E0) carry what a sheet gives by group only; the
    # synonyms are also the column headings of income columns.
    "C19",
    """
    W0 | 工资性收入(未分项) | Wages, undivided | 工资性收入
    W1 | 务工收入 | Work for wages | 务工 打工收入
    W2 | 公益岗位收入(行业) | Public post, sector | 行业公益岗
    W3 | 公益岗位收入(乡镇) | Public post, township | 乡镇公益岗
    W4 | 公益岗位收入(村) | Public post, village | 村公益岗
    W5 | 采摘收入 | Gathering | 采摘
    B0 | 生产经营性收入(未分项) | Operation, undivided | 生产经营性收入 经营性收入 家庭经营性收入
    B1 | 种植业收入 | Crops | 种植收入 种植业
    B2 | 养殖业收入 | Livestock | 养殖收入 养殖业
    B3 | 林果业收入 | Forest fruit | 林果收入 林果业
    B4 | 其他经营收入 | Other operation | 其他经营
    P0 | 财产性收入(未分项) | Property, undivided | 财产性收入
    P1 | 资产收益分红 | Asset dividend | 资产收益 资产收益扶贫分红
    P2 | 土地流转收入 | Land lease | 土地流转
    P3 | 金融贷款项目收益 | Loan-project return | 金融贷款项目
    P4 | 代种代养收益 | Raised or grown by others | 代种代养
    P5 | 其他财产性收入 | Other property income
    T0 | 转移性收入(未分项) | Transfers, undivided | 转移性收入
    T1 | 计划生育金 | Family-planning grant | 计生金 计划生育补助
    T2 | 低保金 | Minimum living allowance | 最低生活保障金
    T3 | 特困供养金 | Extreme-hardship support | 五保金
    T4 | 养老保险金 | Pension | 养老金
    T5 | 生态补偿金 | Ecological compensation | 生态补偿
    T5a | 退耕还林补偿 | Returned farmland | 退耕还林补助
    T5b | 公益林补偿 | Public forest | 生态公益林补偿
    T5c | 草原补偿 | Grassland | 草原生态补偿
    T5d | 移民补偿 | Resettlement | 移民后期扶持 移民补助
    T5e | 其他生态补偿 | Other ecological compensation
    T6 | 其他转移性收入 | Other transfers | 其他转移收入
    T6a | 种植补贴 | Crop subsidy | 种粮补贴 粮食直补
    T6b | 耕地地力保护补贴 | Soil-fertility subsidy | 地力补贴 耕地地力补贴
    T6c | 农业保险理赔 | Farm insurance pay-out | 保险理赔
    T6d | 高龄补贴 | Old-age grant | 高龄津贴
    T6e | 优抚金 | Veterans' grant | 优抚 优抚补助
    T6f | 残疾补贴 | Disability grant | 残疾人两项补贴 残疾人补贴
    T6g | 教育资助 | Education grant | 教育补助
    T6h | 救灾款 | Disaster relief | 救灾 救灾补助
    T6i | 失能补贴 | Care-dependency grant | 失能护理补贴
    T6j | 赡养费 | Support from children | 赡养 赡养收入
    T6k | 取暖补贴 | Winter heating | 取暖
    T6l | 物价补贴 | Price subsidy | 价格临时补贴 物价
    T6m | 救济款 | Relief | 救济 临时救助金
    T6n | 防贫保险金 | Anti-poverty insurance | 防贫保险
    T6o | 捐赠赔偿 | Gifts and compensation | 捐赠 赔偿
    T6p | 其他转移性项目 | Other transfer item
    E0 | 生产经营性支出(未分项) | Costs, undivided | 生产经营性支出 生产经营费用 生产经营支出
    E1 | 种植业支出 | Crop costs | 种植支出
    E2 | 养殖业支出 | Livestock costs | 养殖支出
    E3 | 林果业支出 | Forest-fruit costs | 林果支出
    E4 | 其他经营支出 | Other operating costs | 其他支出
    """,
)
define(
    "C22",
    """
    1 | 安全 | Safe | 否 非危房 安全住房 不是
    A | A级 | Grade A | A级安全
    B | B级 | Grade B | B级基本安全
    C | C级 | Grade C (unsafe in part) | C级危房 局部危险
    D | D级 | Grade D (unsafe) | D级危房 整体危险
    """,
)
define(
    "C23",
    """
    concrete | 钢筋混凝土 | Reinforced concrete | 钢混 框架 混凝土 钢筋混凝土结构
    brick_concrete | 砖混 | Brick and concrete | 砖混结构 砖混材料
    brick_wood | 砖瓦砖木/窑洞 | Brick and wood, or cave | 砖木 砖瓦 砖木结构 窑洞 砖瓦砖木
    earth | 竹草土坯 | Bamboo, straw or adobe | 土坯 竹草 土木 土木结构 土房
    other | 其他 | Other | 其它
    """,
)
define(
    "C29",
    """
    poor_national | 国家级贫困村 | National poor village | 国定贫困村
    poor_province | 省级贫困村 | Provincial poor village | 省定贫困村
    poor | 贫困村 | Poor village | 重点贫困村
    exited | 出列村 | Village out of poverty | 脱贫村 已出列村
    general | 一般村 | General village | 非贫困村
    """,
)
define(
    "education_base",
    """
    all | 全体人口 | All people
    poor | 贫困人口 | The poor
    unstated | 未说明 | Not stated
    """,
)
define(
    "land_unit",
    """
    mu | 亩 | Mu
    hectare | 公顷 | Hectares | ha
    acre | 英亩 | Acres
    unstated | 未说明 | Not stated
    """,
)
define(
    "income_basis",
    """
    per_head | 人均 | Per head
    per_household | 户均 | Per household
    unstated | 未说明 | Not stated
    """,
)
define(
    "C30",
    """
    tap | 经过净化处理的自来水 | Treated tap water | 净化自来水 自来水
    well_safe | 受保护的井水和泉水 | Protected well or spring | 受保护井泉
    well_open | 不受保护的井水和泉水 | Open well or spring | 不受保护井泉 井水 泉水 山泉水
    river | 江河湖泊水 | River or lake | 江河湖 河水 江河湖水
    rain | 收集雨水 | Rain water | 雨水 水窖
    bottled | 桶装水 | Bottled water | 桶装
    other | 其他 | Other | 其它 其他水源
    """,
)
define(
    "card_colour",
    """
    RED | 红卡 | Red card | 红 红卡户 R
    YELLOW | 黄卡 | Yellow card | 黄 黄卡户 Y
    GENERAL | 一般农户 | General household | 一般 一般户 普通农户 无卡 非贫困户 G
    """,
)
define(
    # One short word beside the colour: sheets are printed in black and white.
    "card_short",
    """
    RED | 红 | R
    YELLOW | 黄 | Y
    GENERAL | 一般 | G
    """,
)
define(
    "household_status",
    """
    active | 正常 | Active | 在册
    moved | 迁出 | Moved away | 整户迁出
    cancelled | 注销 | Cancelled | 销户
    merged | 并户 | Merged | 合户
    split | 分户 | Split
    """,
)
ENDED = frozenset({"moved", "cancelled", "merged"})
"""States of a household that is no longer counted."""
define(
    "income_concept",
    """
    net | 纯收入 | Net income | 农民纯收入
    disposable | 可支配收入 | Disposable income
    """,
)
define(
    "pairing_rank",
    """
    first | 第一帮扶人 | First helper | 第一 主
    second | 第二帮扶人 | Second helper | 第二 副
    """,
)
define(
    "life_event_kind",
    """
    birth | 出生 | Birth | 新生儿
    death | 死亡 | Death | 去世 病故
    marriage_in | 嫁入(入赘) | Marriage in | 嫁入 入赘
    marriage_out | 嫁出 | Marriage out | 出嫁
    leave | 迁出 | Leaving | 转出 离开
    return | 迁回 | Return | 转入 返回
    new_head | 变更户主 | New head | 更换户主
    split | 分户 | Split
    merge | 并户 | Merge
    """,
)
