"""Templates whose unchanging parts are put together once for each language, not for every page.

Texts, translations of fixed words, addresses without a variable and static files are the same for
every reader of a language. A run of them becomes one node that keeps what it said.
"""

from collections.abc import Iterator

from django.conf import settings
from django.template import Context, Node, NodeList, Origin, Template
from django.template.base import FilterExpression, TextNode, Variable
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.loaders import base, cached
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class _Pressing(base.Loader):
    """Presses what was compiled, before it is kept."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        template = super().get_template(template_name, skip)
        press(template.nodelist)
        return template


class Loader(cached.Loader, _Pressing):
    """Django's cached loader for templates that are pressed."""


class Pressed(Node):
    """Nodes that say the same on every page of a language."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.said: dict[tuple[object, ...], SafeString] = {}

    def render_annotated(self, context: Context) -> SafeString:
        """Say what was said before in this language."""
        asked = (get_language(), context.autoescape, settings.ROOT_URLCONF)
        said = self.said.get(asked)
        if said is None:
            said = NodeList(self.nodes).render(context)
            self.said[asked] = said
        return said

    render = render_annotated


def press(nodelist: NodeList) -> None:
    """Put runs of unchanging nodes together, here and in whatever nodes contain."""
    pressed: list[Node] = []
    run: list[Node] = []
    for node in nodelist:
        if _is_unchanging(node):
            run.append(node)
            continue
        pressed += _together(run)
        pressed.append(node)
        run = []
        for inner in _inside(node):
            press(inner)
    nodelist[:] = pressed + _together(run)


def _together(run: list[Node]) -> list[Node]:
    if all(isinstance(node, TextNode | LoadNode | CommentNode) for node in run):
        text = "".join(node.s for node in run if isinstance(node, TextNode))
        return [TextNode(text)] if text else []
    return [Pressed(run)]


def _inside(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (nodelist for _condition, nodelist in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        nodelist = getattr(node, name, None)
        if isinstance(nodelist, NodeList):
            yield nodelist


def _is_unchanging(node: Node) -> bool:
    match node:
        case TextNode() | LoadNode() | CommentNode():
            return True
        case TranslateNode():
            named = node.asvar or node.message_context
            return not named and _is_fixed(node.filter_expression)
        case URLNode():
            given = (node.view_name, *node.args, *node.kwargs.values())
            return not node.asvar and all(map(_is_fixed, given))
        case StaticNode():
            return not node.varname and _is_fixed(node.path)
    return False


def _is_fixed(expression: FilterExpression) -> bool:
    var = expression.var
    is_word = isinstance(var, str) or (isinstance(var, Variable) and isinstance(var.literal, str))
    return is_word and not expression.filters
