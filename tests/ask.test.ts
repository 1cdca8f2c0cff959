// `npm run ask`: what it finds out of a message, how it says it, and what it refuses.

import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArguments } from '../scripts/ask/arguments.js';
import type { Asker } from '../scripts/ask/decide-for.js';
import { createExplainer, type Explainer } from '../scripts/ask/explain.js';
import { explanationAsText } from '../scripts/ask/print.js';
import { demoFolder, NOON, understanderFor } from './conversation.js';
import { changed, withTinyBusiness } from './tiny-business.js';

const ROOT = join(import.meta.dirname, '..');
const ASKERS: readonly Asker[] = [{ kind: 'visitor' }, { kind: 'customer', level: 4 }];

describe('an explanation', () => {
  let explainer: Explainer;
  beforeAll(async () => {
    const understander = await understanderFor();
    await understander.ready;
    explainer = createExplainer(await demoFolder(), understander, ASKERS, () => NOON);
  }, 120_000);
  afterAll(() => explainer.close());

  test('of a question: the entry with its source, the evidence, and what is done for whom', async () => {
    const { understanding, entry, decisions, took } = await explainer.explain(
      'How long do I have to send something back?',
    );
    expect(understanding).toMatchObject({ kind: 'answer', language: 'en' });
    expect(understanding.evidence[0]?.target).toBe(`answer:${entry?.id}`);
    expect(entry).toMatchObject({ title: 'Returns', source: 'knowledge/returns.md:3' });
    expect(decisions.map(({ decision }) => decision?.kind)).toEqual(['answer', 'answer']);
    expect(decisions[0]?.says).toEqual([expect.stringContaining('*Source: Returns*')]);
    expect(took).toBeGreaterThan(0);
  });

  test('of a message with things in it', async () => {
    const { entities } = await explainer.explain('order 10234 was €80, no wool please');
    expect(entities).toMatchObject({
      orders: ['10234'],
      money: [{ amount: 80, currency: 'EUR' }],
      preferences: [{ strength: 'must-not', words: 'no wool' }],
    });
  });

  test('of a wish for a person, and of nonsense after it: no question colours the next', async () => {
    const wish = await explainer.explain('I want to talk to a human');
    expect(wish.decisions.map(({ decision }) => decision?.reason.rule)).toEqual([
      'wish-for-person',
      'wish-for-person',
    ]);
    for (let times = 0; times < 4; times++) {
      const lost = await explainer.explain('qwzx vbnm plok');
      expect(lost.decisions.map(({ decision }) => decision?.kind)).toEqual(['decline', 'decline']);
    }
  });

  test('a customer of the business has their own orders', async () => {
    const own = createExplainer(
      await demoFolder(),
      await understanderFor(),
      [{ kind: 'customer', id: 'c-1002' }],
      () => NOON,
    );
    const { decisions } = await own.explain('where is my order?');
    expect(decisions[0]?.decision?.kind).toBe('start-dialog');
    await own.close();
  });

  test('as text, with nothing in it that steers a terminal', async () => {
    const text = explanationAsText(
      await explainer.explain('How long do I have to send something back? \u001b[31m\u0007'),
    );
    expect(text).toMatch(/^understood {4}answer returns#/);
    for (const part of [
      'Returns (knowledge/returns.md:3)',
      'confidence',
      'for a visitor: answer (confidence: ',
      'for a customer at level 4: answer',
    ])
      expect(text).toContain(part);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('arguments', () => {
  test.each([
    [['hello', 'there'], { text: 'hello there', json: false, level: undefined }],
    [['--json', '--level', '4', 'hello'], { text: 'hello', json: true, level: 4 }],
    [['--business', 'x', '--customer', 'c-1'], { text: undefined, business: 'x', customer: 'c-1' }],
  ])('%j', (args, expected) => {
    expect(readArguments(args)).toMatchObject(expected);
  });

  test.each([[['--level', '0']], [['--level', '7']], [['--level', 'four']], [['--colour']]])(
    '%j is refused',
    (args) => {
      expect(() => readArguments(args)).toThrow(/^BAD_REQUEST: .*Usage: npm run ask/s);
    },
  );
});

describe('the command', () => {
  function run(args: readonly string[], input = '') {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/ask.ts', ...args], { cwd: ROOT });
    child.stdin.end(input);
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    return new Promise<{ code: number | null; out: string; err: string }>((done) =>
      child.on('close', (code) => done({ code, out, err })),
    );
  }

  /** A folder that loads: what the tiny business leaves to others is the demo's. */
  function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
    return withTinyBusiness({}, async (folder) => {
      for (const name of ['levels.yaml', 'thresholds.yaml', 'texts']) {
        await cp(join(ROOT, 'data/business', name), join(folder, name), { recursive: true });
      }
      return use(folder);
    });
  }

  test('reads lines, and answers each with one of JSON', async () => {
    await withFolder(async (folder) => {
      const { code, out, err } = await run(
        ['--json', '--business', folder],
        'How long do I have?\n\nwho are you\n',
      );
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const lines = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines.map(({ text }) => text)).toEqual(['How long do I have?', 'who are you']);
      expect(lines[0].entry.answer).toBe('You have 14 days.');
    });
  }, 60_000);

  test('tells the faults of a folder', async () => {
    await withTinyBusiness(changed('business.yaml', 'currency: EUR', 'currency: euro'), async (folder) => {
      const { code, out, err } = await run(['--business', folder, 'hello']);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^BUSINESS_INVALID: [\s\S]*business\.yaml:\d+/);
    });
  }, 60_000);

  test('knows no such customer', async () => {
    await withFolder(async (folder) => {
      const { code, err } = await run(['--business', folder, '--customer', 'nobody', 'hello']);
      expect(code).toBe(2);
      expect(err).toContain('BAD_REQUEST: --customer nobody is nobody in customers.csv. Usage:');
    });
  }, 60_000);
});
