from __future__ import annotations

import pytest

from fieldapp.spreadsheets.headings import heading_of, normal, recognise, targets
from fieldapp.spreadsheets.writing import written_targets

OFTEN_SEEN = {
    "roster.serial": "序号 编号 No",
    "roster.county": "县(市、区、旗) 县",
    "roster.township": "乡(镇) 乡镇 镇(街道)",
    "roster.village": "行政村 村(居委) 村 村名",
    "roster.group": "自然村 村民小组 村组 组 小组 屯",
    "household.national_hh_no": "户编号 户编码 户码 家庭编号",
    "member.national_person_no": "人编号 人口编号 成员编号 家庭成员编号",
    "roster.head_name": "户主 户主姓名 贫困户姓名 户名",
    "roster.head_id": "户主证件号码 户主身份证号",
    "member.name": "姓名 成员姓名 家庭成员 人员姓名",
    "member.sex": "性别",
    "member.birth_date": "出生日期 出生年月 出生时间",
    "roster.age": "年龄",
    "member.id_type": "证件类型",
    "member.id_number": (
        "证件号码 身份证号 身份证号码 公民身份号码 身份证 身份证号码或残疾证号码 证件号"
    ),
    "member.relation": "与户主关系 关系 家庭关系 与户主的关系",
    "member.ethnic": "民族",
    "member.political": "政治面貌 党员",
    "member_year.education": "文化程度 学历 受教育程度",
    "member_year.school_status": "在校生状况 在校生情况 在校生状态 是否在校 就读年级",
    "member_year.dropout_reason": "失学或辍学原因 失辍学原因",
    "member_year.health": "健康状况 健康情况 身体状况 健康状况或疾病类型",
    "member_year.disease_name": "疾病名称 病种",
    "member_year.disability_card": "残疾证号 残疾证号码",
    "roster.disability": "残疾类别 残疾等级",
    "member_year.labour": "劳动技能 劳动能力 劳动力 有无劳动能力 劳动力状况",
    "member_year.work_area": "务工区域 务工情况 务工状况",
    "member_year.work_place": "务工所在地 务工地点 务工地",
    "member_year.work_months": "务工时间(月) 务工时长(月) 上年务工时间",
    "member_year.employer": "务工企业名称 务工单位 工作单位",
    "member_year.ins_resident_medical": (
        "是否参加城乡居民基本医疗保险 参加新型农村合作医疗 新农合 居民医保 "
        "是否参加新型农村合作医疗(城乡居民基本医疗保险)"
    ),
    "member_year.ins_employee_medical": "是否参加城镇职工基本医疗保险",
    "member_year.ins_serious": "是否参加大病保险 大病医疗",
    "member_year.ins_commercial": "是否参加商业补充医疗保险",
    "member_year.pension_resident": "是否参加城乡居民基本养老保险 新农保 养老保险",
    "member_year.dibao": "是否享受低保 低保 是否享受农村居民最低生活保障 低保人口",
    "member_year.tekun": "是否享受五保 五保 是否特困供养人员",
    "household.phone": "户联系电话 联系电话 电话 手机 手机号 联系方式",
    "member.phone": "人联系电话 成员联系电话",
    "household.bank_name": "开户银行 开户行",
    "household.bank_account": "银行账号 银行卡号 一卡通账号 卡号",
    "household.declared_size": "人数 家庭人口 家庭人口数 人口 家庭成员数",
    "household.poor_attribute": "贫困户属性 户属性 贫困属性",
    "household.hh_class": "户类型 户别 类型",
    "card_rating.colour": "卡别 卡类型 红黄卡 红卡/黄卡 分类",
    "household.standard_used": "识别标准",
    "household.exit_status": "脱贫属性 脱贫状态 是否脱贫",
    "household.exit_year": "脱贫年度 脱贫时间",
    "household.exit_planned_year": "计划脱贫年度",
    "household.first_identified": "首次识别时间 识别时间",
    "member.identified_at": "人员识别时间",
    "household_year.main_cause": "主要致贫原因 致贫原因 致贫原因1 致贫主因",
    "household_year.other_causes": "其他致贫原因 次要致贫原因 致贫原因2 致贫原因3",
    "household_year.farmland": "耕地面积(亩) 耕地 田地",
    "household_year.irrigated": "有效灌溉面积(亩)",
    "household_year.woodland": "林地面积(亩) 林地",
    "household_year.returned_farmland": "退耕还林面积(亩)",
    "household_year.fruit": "林果面积(亩)",
    "household_year.grassland": "牧草地面积(亩)",
    "household_year.water": "水面面积(亩)",
    "household_year.house_area_m2": "住房面积(平方米) 住房面积 面积",
    "household_year.house_grade": "是否危房 危房户 危房级别 危房等级 房屋安全等级",
    "household_year.water_safe": "饮水是否安全 是否解决安全饮用水 是否实现安全饮水",
    "household_year.water_hard": "饮水是否困难 饮水困难",
    "household_year.power_home": "是否通生活用电 通电情况",
    "household_year.power_production": "是否通生产用电",
    "household_year.tv": "是否通广播电视",
    "household_year.fuel": "主要燃料类型 燃料类型",
    "household_year.toilet_sanitary": "有无卫生厕所 厕所类型",
    "household_year.entry_road": "入户路类型",
    "household_year.road_distance_km": "与村主干路距离(公里) 距村主干道",
    "household_year.coop_member": "是否加入农民专业合作社 是否加入农民专业合作组织",
    "household_year.lead_firm": "是否有龙头企业带动",
    "household_year.local_leader": "是否有创业致富带头人带动",
    "income.W0": "工资性收入",
    "income.W1": "务工收入",
    "income.B0": "生产经营性收入 经营性收入 家庭经营性收入",
    "income.P0": "财产性收入",
    "income.T0": "转移性收入",
    "income.E0": "生产经营性支出 生产经营费用",
    "household_year.declared_per_head": "人均纯收入 年人均纯收入 家庭年人均纯收入(元) 人均年收入",
    "household_year.declared_net": "纯收入 家庭纯收入",
    "household_year.declared_gross": "年总收入 家庭总收入 年收入",
    "income.T1": "计划生育金",
    "income.T2": "低保金",
    "income.T3": "五保金 特困供养金",
    "income.T4": "养老保险金 养老金",
    "income.T5": "生态补偿金",
    "household_year.relocated": "是否搬迁户 易地搬迁 是否易地扶贫搬迁户",
    "household_year.move_way": "搬迁方式",
    "household_year.settlement": "安置方式",
    "household_year.settlement_place": "安置地点",
    "helper.name": "帮扶责任人 帮扶人 帮扶干部 结对干部",
    "helper.unit": "帮扶单位 单位名称 帮扶(选派)单位名称",
    "helper.phone": "帮扶人电话",
    "roster.measures": "帮扶措施 扶持项目 享受政策",
    "monitoring_case.monitoring_class": "易返贫致贫户(监测对象)类型 监测对象类别 监测对象类型",
    "monitoring_case.removed": "风险是否消除",
    "monitoring_case.found_date": "风险识别时间",
    "monitoring_case.removed_date": "风险消除时间",
    "monitoring_case.risks": "致贫/返贫风险",
    "household.note": "备注 说明",
    "member.note": "成员备注",
}


@pytest.mark.parametrize(
    ("heading", "target"),
    [(word, name) for name, words in OFTEN_SEEN.items() for word in words.split()],
)
def test_headings_that_offices_write_are_known(heading: str, target: str) -> None:
    found = recognise(heading)
    assert found is not None
    assert found.name == target


@pytest.mark.parametrize(
    "heading", ["*姓名", "姓 名", "姓\n名", "♦姓名：", "姓名（必填）", "　姓名 ", "AAB002"]
)
def test_marks_blanks_and_brackets_around_a_heading_do_not_matter(heading: str) -> None:
    found = recognise(heading)
    assert found is not None
    assert found.name == "member.name"


def test_the_unit_in_brackets_is_kept_as_a_hint() -> None:
    assert normal("耕地面积（公顷）").hints == ("公顷",)


def test_every_written_heading_is_read_as_what_was_written() -> None:
    for target in written_targets():
        assert recognise(heading_of(target)) is target


def test_no_target_is_lost_between_reading_and_writing() -> None:
    unwritten = set(targets()) - {target.name for target in written_targets()}
    assert unwritten == {"roster.county", "roster.township", "roster.age"}
