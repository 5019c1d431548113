"""The style sheet of the window, written from the colours.

Controls are 34 pixels high; Qt adds three to what it is told of a box for numbers.
"""

from emoji_labeler import resources
from emoji_labeler.ui.tokens import Tokens

_SHEET = """
QMainWindow, QDialog {{ background: {page}; }}
QDialog[role="sheet"] {{ background: {card}; }}
QToolTip {{ background: {text}; color: {card}; border: none; padding: 5px 8px; }}
QFrame[role="card"] {{ background: {card}; border: 1px solid {border}; border-radius: 14px; }}
QWidget[role="rows"] {{ background: {card}; }}
QWidget[role="side"] {{ background: {side}; }}
QFrame[role="line"] {{ background: {border}; border: none; }}
QLabel {{ background: transparent; color: {text}; }}
QLabel[tone="soft"] {{ color: {text_soft}; }}
QLabel[tone="faint"] {{ color: {text_faint}; }}
QLabel[tone="good"] {{ color: {good}; }}
QLabel[tone="warning"] {{ color: {warning}; }}
QLabel[tone="bad"] {{ color: {bad}; }}

QPushButton {{
  background: {card}; color: {text}; border: 1px solid {border_strong}; border-radius: 9px;
  padding: 0 14px; min-height: 32px;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {accent_wash}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 13px; min-height: 30px; }}
QPushButton:disabled {{ color: {text_faint}; background: {well}; border-color: {border}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[role="primary"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="primary"]:disabled {{
  background: {well}; color: {text_faint}; border-color: {border};
}}
QPushButton[role="quiet"] {{ background: transparent; border: 1px solid transparent; }}
QPushButton[role="quiet"]:hover {{ background: {hover}; }}
QPushButton[role="quiet"]:focus {{ border: 2px solid {accent}; }}
QPushButton[role="link"] {{
  background: transparent; border: none; color: {accent_text}; padding: 0; min-height: 26px;
  text-align: left;
}}
QPushButton::menu-indicator {{
  image: url({controls}/arrow-down.svg); width: 16px; height: 16px; right: 8px;
  subcontrol-origin: padding; subcontrol-position: center right;
}}
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus {{ text-decoration: underline; }}

QToolButton {{
  background: transparent; color: {text_soft}; border: 2px solid transparent; border-radius: 8px;
  padding: 3px;
}}
QToolButton:hover {{ background: {hover}; color: {text}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton[role="tab"] {{ padding: 4px 7px; }}
QToolButton[role="tab"]:checked {{ background: {accent_wash}; color: {accent_text}; }}
QToolButton[role="nav"] {{ padding: 7px 10px; text-align: left; color: {text}; }}
QToolButton[role="nav"]:hover {{ background: {hover}; }}
QToolButton[role="nav"]:checked {{
  background: {card}; border: 1px solid {border}; padding: 8px 11px;
}}
QToolButton[role="nav"]:focus {{ border: 2px solid {accent}; padding: 6px 9px; }}

QLineEdit, QPlainTextEdit, QTextEdit {{
  background: {card}; color: {text}; border: 1px solid {border_strong}; border-radius: 9px;
  padding: 5px 6px; selection-background-color: {accent}; selection-color: {on_accent};
  placeholder-text-color: {text_faint};
}}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {accent}; padding: 4px 5px; }}
QLineEdit {{ padding: 0 8px; min-height: 32px; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 0 7px; min-height: 30px; }}
QTextEdit[role="memo"] {{ border: none; background: transparent; padding: 0; }}
QLineEdit[role="filter"], QLineEdit[role="filter"]:focus {{ padding: 0 4px; }}
QLineEdit[role="search"] {{
  padding: 0 4px; min-height: 38px; border: 2px solid {border_strong};
}}
QLineEdit[role="search"]:focus {{ border-color: {accent}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; button-layout: 3; }}

QAbstractItemView {{ background: {card}; color: {text}; border: none; outline: none; }}
QAbstractItemView[role="box"] {{
  border: 1px solid {border}; border-radius: 9px; padding: 4px;
}}
QAbstractItemView[role="box"]:focus {{ border-color: {accent}; }}
QListView::item {{ padding: 6px 10px; border-radius: 8px; }}
QListView[role="rows"]::item {{ padding: 0; }}
QListView::item:hover {{ background: {hover}; }}
QListView::item:selected {{ background: {accent_wash}; color: {text}; }}
QTableView {{ selection-background-color: {accent_wash}; selection-color: {text}; }}
QTableView::item {{ padding: 0 8px; border: none; border-bottom: 1px solid {well}; }}
QTableView::item:focus {{ border-bottom: 2px solid {accent}; }}
QTableView::item:selected {{ background: {accent_wash}; }}
QSplitter::handle {{ background: transparent; }}
QHeaderView {{ background: {card}; }}
QHeaderView::section {{
  background: {card}; color: {text_soft}; border: none; border-bottom: 1px solid {border};
  padding: 6px 11px;
}}
QHeaderView[role="narrow"]::section {{ padding: 6px 2px; }}
QMenu {{
  background: {card}; color: {text}; border: 1px solid {border_strong}; border-radius: 9px;
  padding: 6px;
}}
QMenu::item {{ padding: 6px 26px 6px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {accent_wash}; }}
QProgressBar {{ background: {border}; border: none; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {good}; border-radius: 3px; }}
QCheckBox, QRadioButton {{ color: {text}; spacing: 8px; }}
QCheckBox::indicator, QAbstractItemView::indicator {{
  width: 16px; height: 16px; background: {card}; border: 1px solid {outline};
  border-radius: 5px;
}}
QCheckBox::indicator:focus {{ border: 2px solid {accent}; width: 14px; height: 14px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
  background: {accent}; border-color: {accent}; image: url({controls}/tick.svg);
}}
QCheckBox::indicator:checked:focus {{ border-color: {text}; }}
QCheckBox::indicator:disabled {{ background: {well}; border-color: {border}; }}

QRadioButton::indicator {{
  width: 16px; height: 16px; background: {card}; border: 1px solid {outline};
  border-radius: 9px;
}}
QRadioButton::indicator:focus {{ border: 2px solid {accent}; width: 14px; height: 14px; }}
QRadioButton::indicator:checked {{
  width: 8px; height: 8px; background: {on_accent}; border: 5px solid {accent};
}}
QRadioButton::indicator:checked:focus {{ border-color: {text}; }}

QComboBox, QAbstractSpinBox {{
  background: {card}; color: {text}; border: 1px solid {border_strong}; border-radius: 9px;
  padding: 0 10px; min-height: 32px;
  selection-background-color: {accent}; selection-color: {on_accent};
}}
QComboBox:focus, QAbstractSpinBox:focus {{
  border: 2px solid {accent}; padding: 0 9px; min-height: 30px;
}}
QAbstractSpinBox {{ min-height: 29px; }}
QAbstractSpinBox:focus {{ min-height: 27px; }}
QComboBox:hover {{ background: {hover}; }}
QComboBox:disabled, QAbstractSpinBox:disabled, QLineEdit:disabled {{
  color: {text_faint}; background: {well}; border-color: {border};
}}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow {{ image: url({controls}/arrow-down.svg); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
  border: 1px solid {border_strong}; selection-background-color: {accent_wash};
  selection-color: {text};
}}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{
  border: none; padding: 0; min-height: 0; background: transparent;
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
  border: none; width: 22px; background: transparent;
}}
QAbstractSpinBox::up-arrow {{ image: url({controls}/arrow-up.svg); width: 12px; height: 12px; }}
QAbstractSpinBox::down-arrow {{ image: url({controls}/arrow-down.svg); width: 12px; height: 12px; }}

QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::handle {{ background: {border_strong}; border-radius: 4px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover {{ background: {text_faint}; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def style_sheet(tokens: Tokens) -> str:
    """Return the sheet in these colours."""
    controls = (resources.assets_folder() / "controls").as_posix()
    return _SHEET.format(controls=controls, **tokens._asdict())
