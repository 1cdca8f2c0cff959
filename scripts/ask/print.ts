// An explanation as lines for a terminal. It finds nothing out.

import { stripVTControlCharacters } from 'node:util';
import type { DecisionReason } from '../../data/decision.js';
import type { Asker, DecisionFor } from './decide-for.js';
import type { Explanation } from './explain.js';

/** Lines of an answer that are shown. */
const FIRST_LINES = 3;
const LABEL = 14;

export function explanationAsText(explanation: Explanation): string {
  const { understanding, entry, entities, decisions, took } = explanation;
  const { confidence, language, mood, evidence } = understanding;
  const lines = [
    row('understood', meaningOf(explanation)),
    ...(entry ? [row('answer', `${entry.title} (${entry.source})`), ...firstLines(entry.answer)] : []),
    row('confidence', confidence.toFixed(2)),
    row('language', language),
    row(
      'mood',
      [mood.anger, ...(mood.worried ? ['worried'] : []), ...(mood.urgent ? ['urgent'] : [])].join(', '),
    ),
    ...evidence.map(({ score, target, title }, index) =>
      row(index === 0 ? 'rests on' : '', `${score.toFixed(2)}  ${target}  "${title}"`),
    ),
    ...entityRows(entities),
    ...decisions.flatMap(decisionRows),
    row('took', `${took < 1 ? took.toFixed(2) : took.toFixed(1)} ms`),
  ];
  return lines.map(printable).join('\n');
}

function row(label: string, text: string): string {
  return `${label.padEnd(LABEL)}${text}`;
}

/** What a customer or a file wrote must not steer the terminal. */
function printable(line: string): string {
  return stripVTControlCharacters(line).replace(/\p{C}/gu, '');
}

function meaningOf({ understanding }: Explanation): string {
  switch (understanding.kind) {
    case 'intent':
      return `intent ${understanding.intent}`;
    case 'answer':
      return `answer ${understanding.entryId}`;
    case 'ambiguous':
      return `ambiguous: ${understanding.candidates.map(({ target }) => target).join(' or ')}`;
    case 'small-talk':
      return `small talk: ${understanding.talk}`;
    case 'wordless':
      return `no words in it, reaction: ${understanding.reaction}`;
    case 'too-long':
      return `too long: ${understanding.length} characters`;
    default:
      return understanding.kind;
  }
}

function firstLines(answer: string): readonly string[] {
  const lines = answer.split('\n').filter((line) => line.trim() !== '');
  const shown = lines.slice(0, FIRST_LINES).map((line) => row('', line));
  return lines.length > FIRST_LINES ? [...shown, row('', '…')] : shown;
}

function entityRows(entities: Explanation['entities']): readonly string[] {
  const { orders, money, days, times, numbers, products, preferences } = entities;
  const found: readonly (readonly [string, readonly string[]])[] = [
    ['orders', orders],
    ['money', money.map(({ amount, currency }) => [amount, currency].filter(Boolean).join(' '))],
    ['days', days],
    ['times', times],
    ['numbers', numbers.map(String)],
    ['products', products],
    ['preferences', preferences.map(({ strength, words }) => `${strength}: "${words}"`)],
  ];
  return found.flatMap(([label, values]) => (values.length > 0 ? [row(label, values.join(', '))] : []));
}

function decisionRows({ asker, decision, says }: DecisionFor): readonly string[] {
  const done = decision ? `${decision.kind} (${reasonOf(decision.reason)})` : 'nothing decided';
  return [`for ${nameOf(asker)}: ${done}`, ...says.flatMap(firstLines)];
}

function nameOf(asker: Asker): string {
  if (asker.kind === 'visitor') return 'a visitor';
  const who = asker.id ?? 'a customer';
  return asker.level === undefined ? who : `${who} at level ${asker.level}`;
}

function reasonOf({ rule, value, threshold }: DecisionReason): string {
  const measured = `${rule}: ${rounded(value)}`;
  return threshold === undefined ? measured : `${measured}, threshold ${rounded(threshold)}`;
}

function rounded(value: DecisionReason['value']): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : String(value);
}
