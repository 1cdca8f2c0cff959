// The browser's own dialog with a title and buttons, opened from outside, say by an item of a menu that is gone by then.

import { Button } from '@fluentui/react-components';
import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef } from 'react';
import { useDialogStyles } from './dialog-styles.js';

/** The content is there only while it is open, so that it begins anew each time. */
export function Modal(props: {
  readonly open: boolean;
  readonly title: string;
  readonly text?: string;
  /** What the button that carries it out says. */
  readonly confirm: string;
  /** Not yet: something is missing, or it is under way. */
  readonly waits: boolean;
  /** Gets the focus afterwards. */
  readonly returnTo: RefObject<HTMLElement>;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const styles = useDialogStyles();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();

  useLayoutEffect(() => {
    if (props.open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [props.open]);

  function closed(): void {
    props.onClose();
    props.returnTo.current?.focus();
  }

  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={title} onClose={closed}>
      {props.open && (
        <>
          <h2 id={title} className={styles.title}>
            {props.title}
          </h2>
          {props.text && <p className={styles.text}>{props.text}</p>}
          {props.children}
          <div className={styles.actions}>
            <Button onClick={() => dialog.current?.close()}>Cancel</Button>
            <Button appearance="primary" disabledFocusable={props.waits} onClick={props.onConfirm}>
              {props.confirm}
            </Button>
          </div>
        </>
      )}
    </dialog>
  );
}
