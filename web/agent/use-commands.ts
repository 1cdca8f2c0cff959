// Listens for the console's keys and says which command was meant. Knows not what a command does.

import { useEffect, useRef } from 'react';
import { type Command, commandOf } from './shortcuts.js';

const FIELDS = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="radiogroup"]';

/** @param onLeave Escape was pressed in a field and nobody else took it. */
export function useCommands(props: {
  readonly supervisor: boolean;
  readonly singleKeys: boolean;
  readonly onCommand: (command: Command) => void;
  readonly onLeave: () => void;
}): void {
  const now = useRef(props);
  now.current = props;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { supervisor, singleKeys, onCommand, onLeave } = now.current;
      const target = event.target instanceof Element ? event.target : undefined;
      const inDialog = document.querySelector('dialog[open], [role="menu"]') !== null;
      const inField = target?.closest(FIELDS) != null;
      if (event.defaultPrevented || event.isComposing) return;
      if (event.key === 'Escape' && inField && !inDialog) {
        // At once, so that the next key is a command already.
        if (target instanceof HTMLElement) target.blur();
        onLeave();
        return;
      }
      const command = commandOf(event, { writing: inField || inDialog, supervisor, singleKeys });
      if (!command) return;
      // Else a field that gets the focus now would get the letter too.
      event.preventDefault();
      onCommand(command);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
