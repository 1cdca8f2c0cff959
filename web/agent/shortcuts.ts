// The console's keys: which does what, and whether a key press is one of them. Knows no markup and does nothing itself.

export type Command =
  | 'help'
  | 'next-needing'
  | 'down'
  | 'up'
  | 'claim'
  | 'write'
  | 'queue'
  | 'customer'
  | 'presence'
  | 'team'
  | 'desk';

export interface Shortcut {
  readonly key: string;
  readonly command: Command;
  readonly text: string;
  readonly supervisor?: true;
}

/** In the order in which they are explained. */
export const SHORTCUTS: readonly Shortcut[] = [
  { key: 'n', command: 'next-needing', text: 'Open what needs you next' },
  { key: 'c', command: 'claim', text: 'Claim the open conversation, or what needs you next' },
  { key: 'j', command: 'down', text: 'Open the next conversation of the queue' },
  { key: 'k', command: 'up', text: 'Open the one before' },
  { key: 'w', command: 'write', text: 'Write to the customer' },
  { key: 'q', command: 'queue', text: 'Go to the queue' },
  { key: 'i', command: 'customer', text: 'Go to what is known of the customer' },
  { key: 'p', command: 'presence', text: 'Go to your presence' },
  { key: 't', command: 'team', text: 'See the team', supervisor: true },
  { key: 'd', command: 'desk', text: 'Go back to the desk', supervisor: true },
  { key: '?', command: 'help', text: 'Show these keys' },
];

/** What keys do while one writes to a customer, as it is explained. */
export const WRITING_KEYS: readonly Pick<Shortcut, 'key' | 'text'>[] = [
  { key: 'Enter', text: 'Send; with Shift a new line' },
  { key: '/', text: 'Find a canned reply: arrows, Enter, Escape' },
  { key: 'Alt+1', text: 'Put in the first suggested answer; 2 and 3 the others' },
  { key: 'Escape', text: 'Leave the field, to the queue' },
];

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** @param writing the focus is where keys are letters: a field, a list to choose from, or an open dialog. */
export function commandOf(
  press: KeyPress,
  at: { readonly writing: boolean; readonly supervisor: boolean; readonly singleKeys: boolean },
): Command | undefined {
  if (at.writing || !at.singleKeys || press.ctrlKey || press.altKey || press.metaKey) return undefined;
  const found = SHORTCUTS.find(({ key }) => key === press.key.toLowerCase());
  return found && (!found.supervisor || at.supervisor) ? found.command : undefined;
}
