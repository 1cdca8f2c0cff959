// Demo only: who the visitor pretends to be. The server hands out identities for its invented customers, and for nobody else.

import { demoChoice } from './remembered.js';
import type { Visitor } from './session.js';
import { words } from './words.js';

interface DemoCustomer {
  readonly id: string;
  readonly name: string;
  readonly level: number;
  readonly sentence: string;
}

/**
 * @returns a visitor whose identity the demo vouches for.
 */
export function demoVisitor(customerId: string): Visitor {
  return {
    kind: 'customer',
    async identity() {
      const response = await fetch('/demo/identity', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ customerId }),
      });
      if (response.status >= 500) throw new Error(`POST /demo/identity answered ${response.status}`);
      return response.ok ? ((await response.json()) as { identity: string }).identity : undefined;
    },
  };
}

/** @returns the visitor that was chosen in this tab before; else a guest. */
export function chosenVisitor(): Visitor {
  const id = demoChoice.read();
  return id === undefined ? { kind: 'guest' } : demoVisitor(id);
}

/**
 * Fills the chooser and shows it.
 * @param onChoice is called with the new visitor; the choice survives a reload.
 */
export async function showDemoChooser(bar: HTMLElement, onChoice: (visitor: Visitor) => void): Promise<void> {
  const label = document.createElement('label');
  const select = document.createElement('select');
  const sentence = document.createElement('p');
  const tag = document.createElement('span');
  tag.className = 'tag';
  tag.textContent = words.demo;
  select.id = 'who';
  label.htmlFor = select.id;
  label.textContent = words.demoChooser;
  select.append(new Option(words.demoNewVisitor, ''));
  bar.append(tag, label, select, sentence);
  bar.hidden = false;

  let customers: readonly DemoCustomer[] = [];
  try {
    const response = await fetch('/demo/customers');
    if (response.ok) customers = (await response.json()) as readonly DemoCustomer[];
  } catch {
    // Told below: the chat itself works without the list.
  }
  select.append(...customers.map(({ id, name, level }) => new Option(words.demoCustomer(name, level), id)));
  select.value = customers.some(({ id }) => id === demoChoice.read()) ? (demoChoice.read() ?? '') : '';
  const explain = () => {
    const chosen = customers.find(({ id }) => id === select.value);
    sentence.textContent = chosen?.sentence ?? (customers.length === 0 ? words.demoUnavailable : '');
  };
  explain();
  select.addEventListener('change', () => {
    explain();
    if (select.value === '') demoChoice.forget();
    else demoChoice.write(select.value);
    onChoice(chosenVisitor());
  });
}
