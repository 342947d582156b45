"""Draws every widget of the kit into pictures, to be looked at.

``python -m tests.ui.gallery FOLDER`` writes one picture for each theme and language.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from fieldapp.foundation.errors import Refused, WorldFailed, sentence
from fieldapp.foundation.i18n import N_, language, set_language
from ui.app import lock
from ui.feedback.failures import CrashDialog, FailureDialog, crash_report
from ui.models.frozen_table import Column, FrozenTableModel
from ui.navigation.register import PageRegister, PageSpec
from ui.pages.unlock.view_model import UnlockViewModel
from ui.shell.main_window import MainWindow
from ui.shell.state import FrameState
from ui.style.layouts import column, row, side_by_side
from ui.style.theme import Theme, apply_style
from ui.widgets.banner import Banner
from ui.widgets.bars import Amount, BarList
from ui.widgets.buttons import FilterButton, LinkButton, PrimaryButton, QuietButton
from ui.widgets.chips import Badge, CardChip, PillButton
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeField, CodeOption
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.empty_state import EmptyState
from ui.widgets.figure import Figure
from ui.widgets.finding import FindingState, ToggleFinding
from ui.widgets.form import FormColumn
from ui.widgets.panel import KeyValues, Panel
from ui.widgets.problem_list import ProblemLine, ProblemList
from ui.widgets.step_card import StepCard
from ui.widgets.table import Table
from ui.widgets.tags_field import TagsField
from ui.widgets.text import Text
from ui.widgets.text_fields import LongTextField, NumberField, TextField

TODAY = dt.date(2016, 11, 23)
CAUSES = (
    CodeOption("01", "01", "因病", "yinbing yb"),
    CodeOption("07", "07", "缺技术", "quejishu qjs"),
    CodeOption("08", "08", "缺劳力", "quelaoli qll"),
    CodeOption("10", "10", "交通条件落后", "jiaotongtiaojianluohou jttjlh"),
)
TEAM = (
    CodeOption("1", "", "王芳", "wangfang wf"),
    CodeOption("2", "", "陈刚", "chengang cg"),
)


@dataclass(frozen=True)
class Household:
    number: str
    name: str
    group: str
    card: str
    people: int
    cause: str
    income: int
    days: int


HOUSEHOLDS = (
    Household("0042", "邓秀英", "4组", "yellow", 4, "因学", 3120, 44),
    Household("0107", "龚德福", "3组", "red", 2, "缺劳力", 1980, 41),
    Household("0163", "贺长青", "3组", "red", 3, "缺技术", 2240, 62),
    Household("0188", "黎桂兰", "5组", "general", 5, "缺技术", 2870, 47),
)
WORDS = {"red": "红", "yellow": "黄", "general": "一般"}


def household_columns() -> tuple[Column[Household], ...]:
    return (
        Column("户号", lambda h: h.number, tone=lambda _h: "quiet", width=80),
        Column("户主", lambda h: h.name, key="name", sort_key=lambda h: h.name,
               quiet=lambda h: h.group, strong=True, width=110),
        Column("卡", lambda h: WORDS[h.card], chip=lambda h: h.card, width=80),
        Column("人口", lambda h: str(h.people), align="right", sort_key=lambda h: h.people,
               width=60),
        Column("主要原因", lambda h: h.cause, width=0),
        Column("人均收入 元", lambda h: f"{h.income:,}", key="income", align="right",
               sort_key=lambda h: h.income, width=110),
        Column("上次走访", lambda h: f"{h.days} 天前",
               tone=lambda h: "error" if h.days > 60 else "warning", width=90),
    )  # fmt: skip


def overview() -> QWidget:
    """Figures, bars, a table and the buttons above them."""
    page = QWidget()
    page.setObjectName("page")
    head = row(
        Text("本周", "title"), Text("11月23日 – 11月29日 · 第 47 周", "quiet"), None,
        QuietButton("打印周例会表", "Ctrl+P"), PrimaryButton("记一次走访", "Ctrl+N"), gap=2,
    )  # fmt: skip
    figures = side_by_side(
        Figure("走访到期", "18", "户", "其中红卡 11 户，2 户逾期一周以上", "warning"),
        Figure("答应的事", "7", "件", "到期未办，列在下次走访单首行", "error"),
        Figure("本周已走访", "9", "次", "8 户；刘家湾组尚无", "ok"),
        Figure("待核数据", "23", "处", "4 处须改正后才能交回", "warning", clickable=False),
    )
    table = Table(FrozenTableModel(household_columns(), HOUSEHOLDS), "先去这几户")
    table.sort_by("name")
    table.go_to(2)
    near = Panel("先去这几户")
    near.body.addWidget(table)
    near.body.addLayout(row(QuietButton("打印这 18 户的走访单"), QuietButton("全部到期"), None))
    lower = side_by_side(_bars(), near, shares=(10, 13))
    chips = row(
        CardChip("红 101", "red"), CardChip("黄 80", "yellow"), CardChip("一般 241"),
        FilterButton("组", [("", "全部"), ("3", "3组")]), LinkButton("看全部", "Ctrl+L"),
        PillButton("37 条未交回", "yellow"),
        Badge(2), Badge(120), QuietButton("打开", "Enter", hint_only=True), None,
    )  # fmt: skip
    layout = column(head, figures, lower, chips, gap=2, margin=3)
    layout.setStretch(2, 1)
    page.setLayout(layout)
    return page


def _bars() -> Panel:
    panel = Panel("各类农户")
    cards = BarList(label_width=64, value_width=104)
    cards.set_amounts(
        (
            Amount("red", "红卡", 101, "101", "户", "301 人", "red"),
            Amount("yellow", "黄卡", 80, "80", "户", "239 人", "yellow"),
            Amount("general", "一般", 241, "241", "户", "623 人", "general"),
        ),
        422,
    )
    causes = BarList(label_width=92, value_width=24)
    causes.set_amounts(
        tuple(
            Amount(name, name, amount, str(amount))
            for name, amount in (("缺技术", 62), ("因病", 41), ("缺劳力", 33), ("交通条件落后", 21))
        )
    )
    panel.body.addWidget(cards)
    panel.body.addSpacing(8)
    panel.body.addLayout(
        row(Text("主要致贫原因", "heading"), Text("红卡、黄卡 181 户", "quiet"), None)
    )
    panel.body.addWidget(causes)
    panel.body.addStretch(1)
    return panel


def visit() -> QWidget:
    """The fields of a form, with problems beside them."""
    page = QWidget()
    page.setObjectName("page")
    middle = Panel()
    middle.body.addWidget(_form())
    open_points = Panel("还差")
    problems = ProblemList("都齐了")
    problems.set_problems(
        (
            ProblemLine("due", "蜂箱逾期：写明原因或新日期"),
            ProblemLine("ill", "看病有问题，但没有因病和健康措施", "warning"),
            ProblemLine("sign", "签字方式未填", "missing"),
        )
    )
    open_points.body.addWidget(problems)
    facts = Panel("贺长青")
    values = KeyValues()
    values.add("人均纯收入", "2,240 元", note="↑ 310", tone="ok")
    values.add("致贫原因", "缺技术、交通条件落后")
    values.add("上次走访", "9月22日", note="62 天前", tone="error", strong=False)
    facts.body.addWidget(values)
    facts.body.addWidget(Banner("答应未办", "蜂箱 10 只 · 农业局 · 11月15日前", "red"))
    well = Panel()
    well.body.addWidget(ProblemList("都齐了"))
    right = column(open_points, facts, well, None, gap=2)
    layout = side_by_side(middle, right, shares=(5, 2))
    layout.setContentsMargins(24, 24, 24, 24)
    page.setLayout(layout)
    return page


def _form() -> FormColumn:
    form = FormColumn()
    day = DateField("时间", TODAY, "past")
    day.set_value(TODAY)
    clock = TimeField("从")
    clock.set_value(dt.time(9, 30))
    who = TagsField("走访人", TEAM)
    who.set_value(("王芳", "陈刚"))
    form.section("① 谁、何时、何地")
    form.fields(("时间", day, "day"), ("从", clock, "from"))
    form.fields(("走访人", who, "who"), ("见到", TextField("见到", "户主、妻"), "met"))
    form.section("② 看到什么")
    states = (
        FindingState("ok", "好", "ok"), FindingState("problem", "有问题", "error"),
        FindingState("na", "不适用", "quiet"),
    )  # fmt: skip
    tiles = row()
    for title, value in (("吃穿", "ok"), ("住房", "ok"), ("饮水", "problem"), ("上学", "na"),
                         ("看病", "problem"), ("收入", None)):  # fmt: skip
        tile = ToggleFinding(title, states, "未记")
        tile.set_value(value)
        form.walker.watch(tile)
        tiles.addWidget(tile)
    form.add(tiles)
    note = LongTextField("饮水")
    note.set_value("枯水期要到 300 米外挑水，冬春尤难。\n户主咳嗽加重，每月药费约一百二十元。")
    form.fields(("饮水", note, "water"))
    form.section("③ 卡别", "改卡要写明原因")
    cards = (
        CodeOption("keep", "1", "不变"), CodeOption("yellow", "2", "改黄卡"),
        CodeOption("general", "3", "改一般户"),
    )  # fmt: skip
    card = ChoiceChips("卡别", cards, single=True)
    card.set_value(("keep",))
    form.fields(("卡别", card, "card"))
    cause = CodeField("致贫原因", CAUSES)
    cause.set_value("07")
    money = NumberField("数量", unit="箱")
    money.set_value(1200)
    form.fields(("致贫原因", cause, "cause"), ("数量", money, "quantity"))
    due = DateField("到期", TODAY, "future")
    due.setText("13月40日")
    form.fields(("到期", due, "due"), ("负责", TextField("负责"), "owner"))
    form.set_problems({"due": [("这不是日期", "error")], "owner": [("还没有负责人", "warning")]})
    return form


def exchange() -> QWidget:
    """Steps, banners and an empty place."""
    page = QWidget()
    page.setObjectName("page")
    first, second, third = (
        StepCard(1, "做交换包"), StepCard(2, "写到 U 盘"), StepCard(3, "取回执"),
    )  # fmt: skip
    first.set_lines(("37 条新记录，12 张照片，8 户", ""), ("✓ 已完成 10:31，214 KB", "ok"))
    second.set_lines(("U 盘：KINGSTON（E:）余 6.2 GB", ""), ("写入、回读核对、第二份", ""))
    second.body.addLayout(row(Text("核对码"), Text("4815 9026", "code"), None))
    third.set_lines(("在县办导入后，把回执带回来", ""), ("还在等：3 个包、112 条", "warning"))
    third.set_active(False)
    third.body.addLayout(row(QuietButton("读回执"), None))
    steps = side_by_side(first, second, third)
    empty = Panel("台账", flush=True)
    empty.header.addWidget(QuietButton("导入县办的包"))
    empty.body.addWidget(
        EmptyState("exchange", "还没有交换包", "做第一个包，带到县办。", PrimaryButton("做交换包"))
    )
    banners = column(
        Banner("没有保存：改卡要写原因。", "什么都没有变。写上原因再保存。", "yellow"),
        Banner("已并入 12 户。", "", "green"),
        Banner("可以拔出 U 盘了。"),
    )
    layout = column(steps, banners, empty, gap=2, margin=3)
    layout.setStretch(2, 1)
    page.setLayout(layout)
    return page


def shell() -> QWidget:
    """The frame with a page in it and a notice."""
    window = MainWindow()
    window.open(rail(overview), "home")
    window.show_state(
        FrameState(
            place="兴山县 · 郑家村", village="郑家村", counts="5组 · 422户 · 1,163人",
            custody="37 条未交回 · 上次交换 3 天前", keyboard="王芳 · 队员",
            badges={"exchange": 2},
        )
    )  # fmt: skip
    window.set_hints("按 户主（拼音）排序    ↑↓ 选择    Enter 打开    空格 多选")
    window.say(lambda: "已保存 贺长青 的走访", undoable=True)
    return window


def rail(page: Callable[[], QWidget]) -> PageRegister:
    """The pages of the finished program, all showing ``page``."""
    pages = (
        ("home", N_("Home"), "F2"), ("households", N_("Households"), "F3"),
        ("visits", N_("Visits"), "F4"), ("village", N_("Village"), "F5"),
        ("print", N_("Print"), "F6"), ("exchange", N_("Exchange"), "F7"),
        ("settings", N_("Settings"), "F8"),
    )  # fmt: skip
    return PageRegister(
        *(
            PageSpec(key, title, key, shortcut, page, apart=key == "settings")
            for key, title, shortcut in pages
        )
    )


def unlock() -> QWidget:
    """The window while it is locked, after a wrong try."""
    window = MainWindow()
    model = UnlockViewModel("郑家村一号机")
    lock(window, model, lambda _passphrase: None).show_state(
        model.refused(*sentence(Refused("wrong_passphrase"), language()))
    )
    return window


def failure() -> QWidget:
    """The world failed."""
    return FailureDialog(WorldFailed("disk_full"))


def crash() -> QWidget:
    """Our own fault."""
    return CrashDialog(crash_report(KeyError, None, "0.1.0"))


PAGES = {"overview": overview, "visit": visit, "exchange": exchange}
WINDOWS = {"shell": shell, "unlock": unlock, "failure": failure, "crash": crash}


def draw(folder: Path) -> None:
    """Write the pictures; the sample words on the pages are Chinese in both languages."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    themes: tuple[Theme, ...] = ("light", "dark")
    for theme in themes:
        apply_style(app, theme, shipped_font=True)
        for spoken in ("zh_CN", "en"):
            set_language(spoken)
            for name, make in PAGES.items():
                page = make()
                page.resize(1190, 712)
                page.grab().save(str(folder / f"{name}-{theme}-{spoken}.png"))
            for name, make in WINDOWS.items():
                make().grab().save(str(folder / f"{name}-{theme}-{spoken}.png"))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    draw(Path(sys.argv[1]))
