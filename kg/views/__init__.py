"""Views: the graph, or a part of it, as one HTML file that opens without a network."""

from kg.views.model import ViewModel, build
from kg.views.pyvis_page import html, to_pyvis, write

__all__ = ["ViewModel", "build", "html", "to_pyvis", "write"]
