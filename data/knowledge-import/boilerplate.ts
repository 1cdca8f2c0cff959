// Which parts of an HTML page are not its content: navigation, banners, scripts, what is hidden. Pure.

import type { Element, ElementContent, Root } from 'hast';
import { attribute, textOf } from './html-tree.js';

const NEVER_CONTENT = new Set(
  'script style noscript template nav aside form iframe object embed svg canvas audio video input select textarea dialog link meta base head'.split(
    ' ',
  ),
);
/** A page's own; an article's or a section's belongs to the content. */
const PAGE_LEVEL = new Set(['header', 'footer']);
const CONTENT = new Set(['main', 'article', 'section']);
const ROLES = new Set(
  'navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar'.split(' '),
);
const NAMED =
  /^(cookies?|consent|gdpr|ccpa|newsletter|subscribe|breadcrumbs?|share|sharing|social|sidebar|skip|pagination|popup|modal|advert(isement)?|ads?|promo|nav(bar|igation)?|menu|site-(header|footer)|page-(header|footer))$/;
/** Of all words of a page: what holds more is content, whatever its name. */
const MOST = 0.5;

/** Takes out, in place, what is not content. Panels that a button opens are content, though they are hidden at first. */
export function leaveOutBoilerplate(tree: Root): void {
  const opened = openedByButtons(tree);
  const all = textOf(tree).length;

  const isLeftOut = (element: Element, inContent: boolean): boolean => {
    const { tagName } = element;
    if (tagName === 'html' || tagName === 'body' || tagName === 'main') return false;
    if (NEVER_CONTENT.has(tagName) && !holdsData(element)) return true;
    if (PAGE_LEVEL.has(tagName) && !inContent) return true;
    if (ROLES.has(attribute(element, 'role'))) return true;
    if (isHidden(element)) return !opened.has(attribute(element, 'id')) && tagName !== 'details';
    return isNamedSo(element) && textOf(element).length <= MOST * all;
  };
  const prune = (children: readonly ElementContent[], inContent: boolean): ElementContent[] =>
    children.filter((child) => {
      if (child.type !== 'element') return child.type === 'text';
      if (isLeftOut(child, inContent)) return false;
      child.children = prune(child.children, inContent || CONTENT.has(child.tagName));
      return true;
    });
  tree.children = prune(tree.children as ElementContent[], false);
}

/** schema.org data stands in scripts. */
function holdsData(element: Element): boolean {
  return element.tagName === 'head' || attribute(element, 'type') === 'application/ld+json';
}

function isHidden(element: Element): boolean {
  return (
    element.properties.hidden !== undefined ||
    attribute(element, 'ariaHidden') === 'true' ||
    /display:\s*none|visibility:\s*hidden/i.test(attribute(element, 'style'))
  );
}

function isNamedSo(element: Element): boolean {
  if (CONTENT.has(element.tagName)) return false;
  return `${attribute(element, 'id')} ${attribute(element, 'className')}`
    .toLowerCase()
    .split(/\s+/)
    .some(
      (name) =>
        NAMED.test(name) || /^(cookie|consent|gdpr|newsletter)[-_]|[-_](cookies?|consent)$/.test(name),
    );
}

function openedByButtons(tree: Root): ReadonlySet<string> {
  const ids = new Set<string>();
  const visit = (node: Root | ElementContent): void => {
    if (node.type !== 'element' && node.type !== 'root') return;
    if (node.type === 'element') {
      for (const id of attribute(node, 'ariaControls').split(/\s+/)) ids.add(id);
      const target = attribute(node, 'dataTarget') || attribute(node, 'dataBsTarget');
      if (target.startsWith('#')) ids.add(target.slice(1));
    }
    for (const child of node.children) visit(child as ElementContent);
  };
  visit(tree);
  ids.delete('');
  return ids;
}
