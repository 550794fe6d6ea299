"""Views: the graph, or a part of it, as one HTML file that opens without a network."""

from kg.views.engines import ENGINES, View, to_html, write
from kg.views.gather import build
from kg.views.model import ViewModel
from kg.views.only import Only
from kg.views.page import Start
from kg.views.pyvis_page import to_pyvis
from kg.views.select import named

__all__ = ["ENGINES", "Only", "Start", "View", "ViewModel", "build", "named", "to_html", "to_pyvis", "write"]
