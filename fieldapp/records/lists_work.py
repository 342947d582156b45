"""Code lists about work in the village: measures, visits, meetings, benefits, health, papers."""

from fieldapp.records import lists_household
from fieldapp.records.codes import code_list, define, define_joined

define(
    "C20",
    """
    01 | 产业帮扶 | Production | 产业 产业扶贫 产业发展 种植 养殖 加工 服务业 旅游 入股分红 合作社
    02 | 就业帮扶 | Employment | 就业 就业扶贫 务工 转移就业 乡内就业 乡外就业
    03 | 易地搬迁 | Relocation | 易地扶贫搬迁 搬迁
    04 | 公益岗位 | Public post | 公益性岗位 公益岗
    05 | 教育帮扶 | Education | 教育 教育扶贫 雨露计划 教育补助 助学贷款 两免一补 营养餐
    06 | 技能培训 | Skills training | 培训 技术培训
    07 | 健康帮扶 | Health | 健康 健康扶贫 医疗 医疗救助 医保 大病救治 家庭医生签约 慢病管理
    08 | 危房改造 | House repair | 危改
    09 | 金融帮扶 | Credit and insurance | 金融 金融扶贫 小额信贷 评级授信 贴息贷款 农业保险
    10 | 生活条件改善 | Living conditions | 生活条件 入户路 安全饮水 厕所 改厕
    11 | 综合保障 | Social security | 综合保障性扶贫 低保 养老 临时救助 社会保障 孤儿 留守关爱
    12 | 生态帮扶 | Ecology | 生态 生态扶贫 退耕还林 生态补偿
    13 | 电商帮扶 | E-commerce | 电商 电商扶贫 电子商务
    14 | 光伏及资产收益 | Solar and asset income | 光伏 光伏扶贫 资产收益 光伏/资产收益
    15 | 基础设施 | Infrastructure | 圈舍 蜂桶 渠灌 精品园 基础设施建设
    16 | 社会帮扶及其他 | Social help and other | 社会帮扶 社会扶贫 其他 其它
    """,
)
# An issue is of a group of measures or of a cause of poverty; both lists count from 01.
define_joined("issue_category", code_list("C20"), lists_household.CAUSES, "c")
define(
    "place_kind",
    """
    home | 家中 | At home | 家 家里 入户
    field | 田间 | In the field | 田间地头
    village_office | 村委会 | Village office | 村部
    phone | 电话 | By telephone | 电话联系
    other | 其他 | Elsewhere | 其它
    """,
)
define(
    "visit_purpose",
    """
    survey | 入户调查 | Survey | 调查 摸底
    policy | 政策宣讲 | Policy talk | 宣讲政策 政策宣传
    measure | 措施落实 | Measure | 落实措施
    benefit | 补贴兑现 | Benefit | 兑现补贴
    health | 健康服务 | Health | 健康随访
    complaint | 诉求办理 | Complaint | 信访
    check | 核查核实 | Check | 核查
    festival | 节日慰问 | Festival visit | 慰问
    other | 其他 | Other | 其它
    """,
)
define(
    "measure_state",
    """
    planned | 计划 | Planned | 未开始
    running | 进行中 | Running | 实施中
    done | 已完成 | Done | 完成
    stopped | 停止 | Stopped | 终止 已停止
    """,
)
define(
    "issue_state",
    """
    open | 未办 | Open | 待办 办理中
    done | 已办 | Done | 办结 已办结
    passed_up | 上报 | Passed up | 已上报
    rejected | 不予办理 | Rejected | 不办
    """,
)
define(
    "review_verdict",
    """
    accepted | 通过 | Accepted | 已通过 审核通过
    returned | 退回 | Returned | 已退回
    """,
)
define(
    "sign_kind",
    """
    signature | 签字 | Signature | 本人签字 签名
    thumbprint | 按手印 | Thumbprint | 手印 捺印
    proxy | 代签 | Signed by proxy | 代签字
    """,
)
define(
    "coverage_kind",
    """
    network | 网络覆盖 | Network | 网络覆盖率 网络
    paved_road | 水泥路覆盖 | Paved road | 水泥路覆盖率 水泥路
    health_check | 健康普查覆盖 | Health check | 健康普查覆盖率 健康普查
    road_hardening | 山路硬化 | Road hardening | 山路硬化率 道路硬化
    street_lamp | 路灯覆盖 | Street lamps | 路灯率 路灯
    other | 其他 | Other | 其它
    """,
)
define(
    "training_kind",
    """
    technology | 种养技术 | Farm technology | 技术 实用技术
    ecommerce | 电子商务 | E-commerce | 电商
    computer | 计算机 | Computer | 电脑
    bees | 养蜂 | Bee keeping | 蜜蜂
    health | 健康讲座 | Health lecture | 健康
    policy | 政策 | Policy | 政策宣讲
    other | 其他 | Other | 其它
    """,
)
define(
    "meeting_agenda",
    """
    models | 帮扶模式 | Help models | 模式
    infrastructure | 基础设施 | Infrastructure | 基础设施建设
    culture | 乡风文明 | Culture and ethics | 文化 文化道德
    medical | 医疗卫生 | Medical care | 医疗
    other | 其他 | Other | 其它
    """,
)
define(
    "benefit_type",
    """
    outpatient_help | 门诊补助 | Outpatient help | 门诊
    inpatient_waiver | 住院减免 | Inpatient waiver | 住院
    planting_subsidy | 种植补贴 | Planting subsidy | 种植
    livestock | 养殖补贴 | Livestock subsidy | 养殖
    education | 教育资助 | Education grant | 教育 教育补助
    dibao | 低保金 | Minimum living allowance | 低保
    pension | 养老金 | Pension | 养老保险金
    loan_interest | 贷款贴息 | Loan interest | 贴息
    other | 其他 | Other | 其它
    """,
)
define(
    "benefit_basis",
    """
    per_person | 按人 | Per person | 每人
    per_household | 按户 | Per household | 每户
    per_visit | 按次 | Per visit | 每次
    per_year | 按年 | Per year | 每年
    per_mu | 按亩 | Per mu | 每亩
    per_head_of_stock | 按头(只) | Per head of stock | 每头 每只 按头
    unstated | 未说明 | Not stated | 不明
    """,
)
define(
    "benefit_channel",
    """
    one_card | 一卡通 | One-card account | 惠农一卡通
    cash | 现金 | Cash
    offset | 抵扣减免 | Offset against a bill | 抵扣 减免
    other | 其他 | Other | 其它
    """,
)
define(
    "chronic_disease",
    """
    hypertension | 高血压 | Hypertension | 高血压病
    diabetes_2 | 2型糖尿病 | Type 2 diabetes | 糖尿病 二型糖尿病
    other | 其他 | Other | 其它
    """,
)
define(
    "C31",
    """
    1 | 门诊 | At the clinic | 门诊随访
    2 | 家庭 | At home | 家庭随访 入户
    3 | 电话 | By telephone | 电话随访
    """,
)
define(
    "C32",
    """
    1 | 无症状 | No symptom | 无
    2 | 头痛头晕 | Headache or dizziness | 头痛 头晕
    3 | 恶心呕吐 | Nausea or vomiting | 恶心 呕吐
    4 | 眼花耳鸣 | Blurred sight or ringing ears | 眼花 耳鸣
    5 | 呼吸困难 | Short of breath
    6 | 心悸胸闷 | Palpitations or tight chest | 心悸 胸闷
    7 | 鼻衄出血不止 | Nosebleed that does not stop | 鼻出血
    8 | 四肢发麻 | Numb limbs
    9 | 下肢水肿 | Swollen legs | 水肿
    other | 其他 | Other | 其它
    """,
)
define(
    "C33",
    """
    1 | 规律 | Regular | 规律服药
    2 | 间断 | Irregular | 间断服药
    3 | 不服药 | Takes none | 未服药
    """,
)
define(
    "C34",
    """
    1 | 控制满意 | Well controlled
    2 | 控制不满意 | Not well controlled | 不满意
    3 | 不良反应 | Adverse reaction
    4 | 并发症 | Complication
    """,
)
define(
    "salt_intake",
    """
    light | 轻 | Light
    medium | 中 | Medium
    heavy | 重 | Heavy
    """,
)
define(
    "follow_up_rating",
    """
    1 | 良好 | Good | 好
    2 | 一般 | Fair
    3 | 差 | Poor
    """,
)
define(
    "review_result",
    """
    passed | 通过 | Passed | 合格 同意脱贫
    failed | 未通过 | Not passed | 不合格 不通过
    pending | 待定 | Pending | 待核实
    """,
)
define(
    "notice_kind",
    """
    identification | 贫困户识别公示 | Identification | 识别公示
    card | 卡别评定公示 | Card rating | 红黄卡公示
    exit | 脱贫退出公示 | Exit | 脱贫公示
    benefit | 补助资金公示 | Benefits | 资金公示
    project | 项目公示 | Project
    monitoring | 监测对象公示 | Monitoring
    other | 其他 | Other | 其它
    """,
)
define(
    "C35",
    """
    unstable | 脱贫不稳定户 | Out of poverty, unstable | 脱贫不稳定
    borderline | 边缘易致贫户 | On the border of poverty | 边缘户 边缘易致贫
    sudden | 突发严重困难户 | Sudden severe hardship | 突发严重困难
    """,
)
define(
    "found_by",
    """
    self | 农户自主申报 | Own report | 自主申报
    cadre | 干部走访排查 | Found by cadres | 干部走访 干部排查
    alert | 部门筛查预警 | Department alert | 部门预警 筛查预警
    """,
)
define(
    "removed_way",
    """
    help | 帮扶消除 | By help | 落实帮扶措施消除
    natural | 自然消除 | Of itself | 自然减少
    """,
)
define(
    "attachment_kind",
    """
    photo | 照片 | Photo | 图片
    scan | 扫描件 | Scan
    document | 文件 | Document
    signature | 签字件 | Signed sheet | 签字
    other | 其他 | Other | 其它
    """,
)
define(
    "dq_state",
    """
    open | 待核实 | Open | 待核
    fixed | 已更正 | Corrected | 已修正
    explained | 已说明 | Explained
    """,
)
define(
    "rule_severity",
    """
    E | 错误 | Error
    W | 警告 | Warning
    I | 提示 | Note
    """,
)
define(
    "audit_result",
    """
    pass | 相符 | Fits
    fail | 不符 | Does not fit
    warn | 存疑 | To be asked
    info | 供参考 | To know
    """,
)
OPEN_MEASURES = frozenset({"planned", "running"})
"""States of a measure that is promised and not done."""
