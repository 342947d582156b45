"""The one sheet that dresses every widget, written out from the tokens."""

from __future__ import annotations

from string import Template

from ui.style.tokens import (
    FIELD_HEIGHT,
    FIGURE_SIZE,
    HEADING_SIZE,
    PANEL_RADIUS,
    RADIUS,
    SMALL_SIZE,
    TEXT_SIZE,
    TITLE_SIZE,
    Pair,
    Tokens,
)

_TEXTS = Template("""
QWidget { color: $text; font-size: ${text_size}px; }
QMainWindow, QDialog, QWidget#page { background: $ground; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title_size}px; font-weight: 700; }
QLabel[role="heading"] { font-size: ${heading_size}px; font-weight: 700; }
QLabel[role="strong"] { font-weight: 700; }
QLabel[role="figure"] { font-size: ${figure_size}px; font-weight: 700; }
QLabel[role="unit"] { font-size: 22px; font-weight: 700; }
QLabel[role="code"] { font-size: 22px; font-weight: 700; letter-spacing: 2px; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="caption"] { color: $quiet; font-size: ${small_size}px; }
QLabel[role="faint"] { color: $faint; font-size: ${small_size}px; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="quiet"] { color: $quiet; }
QToolTip { background: $surface; color: $text; border: 1px solid $line_strong; padding: 4px 8px; }
""")

_SURFACES = Template("""
QFrame[panel="plain"] { background: $surface; border: 1px solid $line;
  border-radius: ${panel_radius}px; }
QFrame[panel="sunken"] { background: $sunken; border: 1px solid $line;
  border-radius: ${panel_radius}px; }
QAbstractButton[tile="true"] { background: $surface; border: 1px solid $line;
  border-radius: ${panel_radius}px; }
QAbstractButton[tile="true"][clickable="true"]:hover { border-color: $accent; }
QAbstractButton[tile="true"]:focus { border: 2px solid $accent; }
QAbstractButton[tile="flat"] { background: transparent; border: 1px solid transparent;
  border-radius: 4px; }
QAbstractButton[tile="flat"][clickable="true"]:hover { background: $hover; }
QAbstractButton[tile="flat"]:focus { border: 1px solid $accent; }
QFrame[rule="true"] { background: $line; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[scroll="true"] { background: transparent;
  border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabWidget::pane { border: none; }
QTabBar::tab { background: transparent; color: $quiet; padding: 8px 12px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; font-weight: 700; border-bottom-color: $accent; }
QTabBar::tab:hover, QTabBar::tab:focus { color: $accent; }
QProgressBar { background: $bar_ground; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter::handle { background: transparent; }
""")

_BUTTONS = Template("""
QPushButton { background: $surface; color: $text; border: 1px solid $line_strong;
  border-radius: ${radius}px; padding: 0 14px; min-height: 30px; }
QPushButton:hover { background: $hover; border-color: $faint; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: 28px; }
QPushButton:disabled { color: $faint; background: $sunken; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; font-weight: 700;
  border-color: $accent; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
  background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $bar_ground; color: $faint;
  border-color: $line; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 4px; min-height: 20px; font-weight: 700; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid $accent; }
QPushButton[kind="choice"] { min-height: 26px; padding: 0 10px; border-color: $line_strong; }
QPushButton[kind="choice"]:checked { background: $selection; border-color: $accent;
  color: $accent; font-weight: 700; }
QPushButton[kind="choice"][cursor="true"] { border: 2px solid $accent; padding: 0 9px;
  min-height: 24px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
  padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border-color: $accent; }
QMenu { background: $surface; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 16px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QCheckBox { spacing: 8px; }
QCheckBox:focus { color: $accent; }
""")

_FIELDS = Template("""
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QFrame[field="true"] { background: $surface;
  color: $text; border: 1px solid $line_strong; border-radius: ${radius}px; padding: 0 10px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox { min-height: ${field_inner}px; }
QPlainTextEdit { padding: 2px 6px; }
QLineEdit:hover, QPlainTextEdit:hover { border-color: $faint; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QFrame[field="true"][active="true"] { border: 2px solid $accent; padding: 0 9px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { min-height: ${field_focused}px; }
QPlainTextEdit:focus { padding: 1px 5px; }
QLineEdit[mark="error"], QPlainTextEdit[mark="error"], QFrame[field="true"][mark="error"] {
  border-color: $error; }
QLineEdit[mark="warning"], QPlainTextEdit[mark="warning"], QFrame[field="true"][mark="warning"] {
  border-color: $warning; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $sunken; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $sunken; color: $faint; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: none; background: transparent;
  padding: 0; min-height: 22px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line_strong;
  selection-background-color: $selection; selection-color: $text; outline: none; }
QListWidget#suggestions { background: $surface; border: 1px solid $line_strong;
  border-radius: ${radius}px; padding: 4px; outline: none; }
QListWidget#suggestions::item { padding: 0 8px; border-radius: 4px; min-height: 30px;
  color: $text; }
QListWidget#suggestions::item:hover { background: $hover; }
QListWidget#suggestions::item:selected { background: $selection; color: $text; }
""")

_TABLES = Template("""
QTableView { background: $surface; alternate-background-color: $surface; border: none;
  outline: none; selection-background-color: $selection; selection-color: $text; }
QTableView[framed="true"] { border: 1px solid $line; border-radius: ${panel_radius}px; }
QTableView[framed="true"]:focus { border-color: $accent; }
QHeaderView { background: $sunken; border: none; }
QTableView QTableCornerButton::section { background: $sunken; border: none; }
""")

_SHELL = Template("""
QWidget#rail { background: $rail; }
QWidget#rail QLabel { color: $rail_text; }
QWidget#rail QLabel[role="caption"] { color: $rail_quiet; }
QWidget#rail QFrame[rule="true"] { background: $rail_active; }
QWidget#topbar { background: $surface; border-bottom: 1px solid $line; }
QWidget#statusline { background: $surface; border-top: 1px solid $line; }
QFrame#searchbox { background: $sunken; border: 1px solid $line_strong;
  border-radius: ${radius}px; }
QFrame#searchbox[active="true"] { background: $surface; border: 2px solid $accent; }
QLabel[role="key"] { color: $quiet; background: $surface; border: 1px solid $line_strong;
  border-radius: 3px; padding: 0 5px; font-size: 11px; }
""")

_CHIP = Template("""
QLabel[chip="$name"] { color: $text; background: $ground; border: 1px solid $line;
  border-radius: 4px; padding: 0 8px; font-weight: 700; font-size: 12px; }
QLabel[pill="$name"], QPushButton[pill="$name"] { color: $text; background: $ground;
  border: 1px solid $line; border-radius: 12px; padding: 0 12px; font-size: 12px;
  min-height: 22px; font-weight: 400; }
QPushButton[pill="$name"]:hover { border-color: $text; }
QPushButton[pill="$name"]:focus { border: 2px solid $text; padding: 0 11px; min-height: 20px; }
QFrame[banner="$name"] { background: $ground; border: 1px solid $line; border-radius: 6px; }
QFrame[banner="$name"] QLabel { color: $text; }
""")


def stylesheet(theme: Tokens) -> str:
    """The whole sheet for one theme."""
    values = {name: value for name, value in vars(theme).items() if isinstance(value, str)} | {
        "text_size": str(TEXT_SIZE),
        "small_size": str(SMALL_SIZE),
        "heading_size": str(HEADING_SIZE),
        "title_size": str(TITLE_SIZE),
        "figure_size": str(FIGURE_SIZE),
        "radius": str(RADIUS),
        "panel_radius": str(PANEL_RADIUS),
        "field_inner": str(FIELD_HEIGHT - 2),
        "field_focused": str(FIELD_HEIGHT - 4),
    }
    parts = (_TEXTS, _SURFACES, _BUTTONS, _FIELDS, _TABLES, _SHELL)
    chips = (
        ("red", theme.red),
        ("yellow", theme.yellow),
        ("general", theme.general),
        ("green", theme.green),
    )
    return "".join(part.substitute(values) for part in parts) + "".join(
        _chip(name, pair) for name, pair in chips
    )


def _chip(name: str, pair: Pair) -> str:
    return _CHIP.substitute(name=name, text=pair.text, ground=pair.ground, line=pair.line)
