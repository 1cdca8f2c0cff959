// A button with a menu of actions, drawn as the browser's own popover: above everything, closed by Escape or a click elsewhere, and
// in its place in the document for those who listen to it.

import { Button, type ButtonProps, makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

export interface MenuItem {
  readonly title: string;
  readonly onChoose: () => void;
}
/** With a title of its own a group is headed by it. */
export interface MenuGroup {
  readonly title?: string;
  readonly items: readonly MenuItem[];
}

/** Pixels between the menu and its button, and to the edge of the window. */
const GAP = 4;

const useStyles = makeStyles({
  menu: {
    position: 'fixed',
    inset: 'auto',
    margin: 0,
    boxSizing: 'border-box',
    minWidth: '184px',
    maxWidth: 'min(320px, calc(100vw - 8px))',
    maxHeight: '50vh',
    overflowY: 'auto',
    padding: '4px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    boxShadow: tokens.shadow16,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
  },
  heading: {
    padding: '6px 8px 2px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  item: {
    display: 'block',
    boxSizing: 'border-box',
    width: '100%',
    minHeight: '32px',
    padding: '5px 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    textAlign: 'left',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
});

export function ActionMenu(props: {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly button?: RefObject<HTMLButtonElement>;
  readonly icon?: ButtonProps['icon'];
  readonly appearance?: 'subtle';
  readonly waits?: boolean;
}) {
  const styles = useStyles();
  const id = useId();
  const own = useRef<HTMLButtonElement>(null);
  const button = props.button ?? own;
  const menu = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const box = menu.current;
    const toggled = (event: Event) => setOpen((event as ToggleEvent).newState === 'open');
    box?.addEventListener('toggle', toggled);
    return () => box?.removeEventListener('toggle', toggled);
  }, []);

  function show(): void {
    flushSync(() => setOpen(true));
    menu.current?.showPopover();
    if (menu.current && button.current) place(menu.current, button.current);
    itemsOf(menu.current)[0]?.focus();
  }

  function choose({ onChoose }: MenuItem): void {
    menu.current?.hidePopover();
    button.current?.focus();
    onChoose();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const items = itemsOf(menu.current);
    const now = items.indexOf(document.activeElement as HTMLElement);
    const next = {
      ArrowDown: (now + 1) % items.length,
      ArrowUp: (now - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (event.key === 'Tab') menu.current?.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    items[next]?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        size="small"
        appearance={props.appearance}
        icon={props.icon}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        disabledFocusable={props.waits}
        onClick={() => (open ? menu.current?.hidePopover() : show())}
      >
        {props.label}
      </Button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it has keys only while it is a menu */}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: it has a name only while it is a menu */}
      <div
        ref={menu}
        id={id}
        role={open ? 'menu' : undefined}
        aria-label={open ? props.label : undefined}
        className={styles.menu}
        onKeyDown={onKeyDown}
        // React 18 passes it on, but has no type for it.
        {...{ popover: 'auto' }}
      >
        {open &&
          props.groups.map(({ title, items }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups have no identity of their own and no state
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
            <div key={index} role="group" aria-label={title}>
              {title && (
                <div className={styles.heading} aria-hidden>
                  {title}
                </div>
              )}
              {items.map((item) => (
                <button
                  key={item.title}
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  className={styles.item}
                  onClick={() => choose(item)}
                >
                  {item.title}
                </button>
              ))}
            </div>
          ))}
      </div>
    </>
  );
}

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}

/** Below the button, or above it where there is no room. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + GAP;
  const top = below + height <= window.innerHeight ? below : Math.max(GAP, at.top - GAP - height);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(GAP, Math.min(at.left, window.innerWidth - GAP - width))}px`;
}
