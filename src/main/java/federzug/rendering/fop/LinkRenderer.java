package federzug.rendering.fop;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.fop.accessibility.StructureTreeElement;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.area.Trait;
import org.apache.fop.area.inline.BasicLinkArea;
import org.apache.fop.area.inline.InlineParent;
import org.apache.fop.render.intermediate.IFDocumentNavigationHandler;
import org.apache.fop.render.intermediate.IFException;
import org.apache.fop.render.intermediate.IFRenderer;
import org.apache.fop.render.intermediate.extensions.AbstractAction;
import org.apache.fop.render.intermediate.extensions.BookmarkTree;
import org.apache.fop.render.intermediate.extensions.Link;
import org.apache.fop.render.intermediate.extensions.NamedDestination;
import org.jspecify.annotations.Nullable;

/**
 * Ties each link annotation to the structure element of its own text (ISO 14289-1, 7.18.5). FOP keeps that element at the action, and
 * has one action for all links to one target; it writes the links of a page when the page is over, so that all of them would be tied
 * to the last one's text.
 */
final class LinkRenderer extends IFRenderer {
    /** Structure elements of the links of this page that are still to be written, in FOP's order. */
    private final Deque<Tag> tags = new ArrayDeque<>();

    private record Tag(@Nullable StructureTreeElement element) {}

    LinkRenderer(FOUserAgent agent) {
        super(agent);
    }

    @Override
    public void renderInlineParent(InlineParent area) {
        super.renderInlineParent(area);
        if (isLink(area)) {
            tags.add(new Tag((StructureTreeElement) area.getTrait(Trait.STRUCTURE_TREE_ELEMENT)));
        }
    }

    /** True where FOP has just put a link aside; the rule is that of {@link IFRenderer#renderInlineParent}. */
    private static boolean isLink(InlineParent area) {
        if (area.getTrait(Trait.INTERNAL_LINK) != null) {
            return true;
        }
        Trait.ExternalLink external = (Trait.ExternalLink) area.getTrait(Trait.EXTERNAL_LINK);
        return external != null
                        && external.getDestination() != null
                        && !external.getDestination().isEmpty()
                || area instanceof BasicLinkArea forward && forward.getResolver() != null;
    }

    @Override
    protected @Nullable IFDocumentNavigationHandler getDocumentNavigationHandler() {
        IFDocumentNavigationHandler handler = super.getDocumentNavigationHandler();
        return handler == null ? null : new Tagging(handler);
    }

    private final class Tagging implements IFDocumentNavigationHandler {
        private final IFDocumentNavigationHandler handler;

        Tagging(IFDocumentNavigationHandler handler) {
            this.handler = handler;
        }

        @Override
        public void renderLink(Link link) throws IFException {
            Tag tag = tags.poll();
            if (tag == null) {
                throw new IllegalStateException("a link without its tag");
            }
            link.getAction().setStructureTreeElement(tag.element());
            handler.renderLink(link);
        }

        @Override
        public void renderNamedDestination(NamedDestination destination) throws IFException {
            handler.renderNamedDestination(destination);
        }

        @Override
        public void renderBookmarkTree(BookmarkTree tree) throws IFException {
            handler.renderBookmarkTree(tree);
        }

        @Override
        public void addResolvedAction(AbstractAction action) throws IFException {
            handler.addResolvedAction(action);
        }

        @Override
        public int getPageIndex() {
            return handler.getPageIndex();
        }
    }
}
