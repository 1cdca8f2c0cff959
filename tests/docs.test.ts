// What the documents and the texts say is what the code has: codes, variables, texts, links, packages, columns, folders.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { exampleEnvironment } from '../config.js';
import { ERROR_CODES, RapportError } from '../data/errors.js';
import type { Route } from '../data/handoff.js';
import { NUMBER_GATES, SHARINGS } from '../data/level-review.js';
import { TASKS } from '../dialogs/index.js';
import { type Act, PERSON_RULES, type SmallTalk } from '../escalation/index.js';
import type { Overdue } from '../handoff/outside/overdue.js';
import { RELATIONSHIP_TYPES, SIDES } from '../relationship/index.js';
import { errorResponse } from '../server/error-responses.js';
import { loadFolder } from '../service/load-folder.js';
import { keysOf } from '../texts/index.js';

const ROOT = join(import.meta.dirname, '..');
const DEMO = join(ROOT, 'data/business');
const DOCUMENTS = ['README.md', 'CHANGELOG.md', ...filesIn('docs', '.md')];

function filesIn(folder: string, ending = ''): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The cells of every row of a document's tables whose first cell is code, that cell without its backticks. */
function rowsOf(document: string): readonly (readonly string[])[] {
  return [...read(document).matchAll(/^\| (`.*) \|$/gm)].map(([, row = '']) => {
    const [first = '', ...others] = row.split(' | ').map((cell) => cell.trim());
    return [first.replaceAll('`', ''), ...others];
  });
}

const without = (from: readonly string[], these: Iterable<string>): readonly string[] => {
  const gone = new Set(these);
  return from.filter((each) => !gone.has(each));
};

describe('docs/errors.md', () => {
  const rows = rowsOf('docs/errors.md');

  test('has every code once, and no other', () => {
    expect(rows.map(([code]) => code).sort()).toEqual([...ERROR_CODES].sort());
  });

  test('tells the status that the code is answered with', () => {
    const answered = ERROR_CODES.map(
      (code) => `${code} ${errorResponse(new RapportError(code, '', '')).status}`,
    );
    expect(rows.map(([code, status]) => `${code} ${status}`).sort()).toEqual(answered.sort());
  });
});

test('.env.example is what the configuration reads', () => {
  expect(read('.env.example')).toBe(exampleEnvironment());
});

describe('texts/en.yaml', () => {
  const keys = keysOf(parse(read('data/business/texts/en.yaml')));
  const { said, built } = saidIn([
    ...['bots', 'dialogs', 'handoff'].flatMap((folder) => filesIn(folder, '.ts')),
    'service/customer-service.ts',
  ]);

  /** Every name of a union; a name that is missing does not compile. */
  const each = <T extends string>(names: Readonly<Record<T, true>>): readonly string[] => Object.keys(names);

  /** What may stand for `{}` in the keys that the code puts together. */
  const BUILT: Readonly<Record<string, readonly string[]>> = {
    'confirm.{}': ['yes', 'no'],
    'decline.{}': each<Extract<Act, { kind: 'decline' }>['why']>({
      'out-of-scope': true,
      missed: true,
      wordless: true,
      'too-long': true,
      language: true,
    }),
    'handoff.elsewhere_{}': ['web', 'msteams'],
    'desk.nudge_{}': ['1', '2'],
    'desk.owner_{}': ['lost', 'lost_closed', 'away', 'away_closed', 'silent', 'silent_closed'],
    'desk.passed_{}': ['agent', 'team'],
    'desk.transferred_{}': ['agent', 'team'],
    'erase-data.screen_{}': ['web', 'msteams'],
    'greeting.actions.{}': ['return_window', 'order', 'recommend', 'usual', 'person'],
    'handoff.{}': ['wait_chosen', 'callback_here', 'message_chosen', 'message_kept'],
    'handoff.choice_{}': ['wait', 'callback', 'message', 'here'],
    'handoff.still_{}': ['waiting', 'callback', 'message'],
    'handoff.onward_{}': each<Exclude<Route['kind'], 'dedicated' | 'colleague'> | 'skilled'>({
      deputy: true,
      previous: true,
      skilled: true,
      pool: true,
      message: true,
    }),
    'level.asks.{}': [...new Set(Object.values(SIDES))],
    'level.fact.{}': NUMBER_GATES,
    // The others are not asked where there is nothing to measure.
    'level.unknown.{}': ['days_since_order', 'satisfaction', 'days_since_contribution'],
    'level.future.{}': ['not-fitted', 'too-few-customers', 'too-little-history', 'badly-calibrated'],
    'level.agent.{}': ['began', 'rose', 'fell'],
    'level.missing.{}': NUMBER_GATES,
    'level.offer.{}': RELATIONSHIP_TYPES,
    'level.shared.{}': SHARINGS,
    'level.sharing.{}': SHARINGS,
    'offer.{}': ['yes', 'no'],
    'order-status.words.{}': ['processing', 'shipped', 'out-for-delivery', 'delivered', 'cancelled'],
    'order-status.{}': ['processing', 'shipped', 'out-for-delivery', 'delivered', 'cancelled'],
    'outside-desk.{}': each<Overdue>({ unanswered: true, abandoned: true, silent: true }),
    'preference.{}': [
      ...['vegan', 'max_price', 'must', 'must_not', 'like', 'dislike'],
      ...['source_said', 'source_order', 'source_agent'],
    ],
    'recommend.say_{}': ['cheaper', 'others'],
    'recommend.{}': ['because_bought', 'because_said', 'popular', 'fits_wish'],
    'return-item.reasons.{}': ['damaged', 'wrong', 'unsuitable', 'changed_mind'],
    'small-talk.{}': each<SmallTalk | 'acknowledge'>({
      greeting: true,
      thanks: true,
      goodbye: true,
      'who-are-you': true,
      help: true,
      impatient: true,
      acknowledge: true,
    }),
    'small-talk.{}_task': ['greeting', 'thanks'],
    'status.invite_{}': ['community', 'co-creation'],
    'why.{}': [...PERSON_RULES, 'needs-a-person', 'complaint'],
    '{}.back': TASKS.filter(({ slots }) => slots.length > 0).map(({ id }) => id),
    '{}.resume': TASKS.filter(({ slots }) => slots.length > 0).map(({ id }) => id),
    '{}.which': ['order-status', 'return-item', 'change-address'],
  };
  const expanded = Object.entries(BUILT).flatMap(([key, names]) =>
    names.map((name) => key.replace('{}', name)),
  );

  test('the keys that the code puts together are those listed above', () => {
    expect([...built].sort()).toEqual(Object.keys(BUILT).sort());
  });

  /** Without endings, as `keys` are: "order.not_this_one" ends like a plural. */
  const wanted = keysOf(Object.fromEntries([...said, ...expanded].map((key) => [key, ''])));

  test('has every sentence that the code says', () => {
    expect(without(wanted, keys)).toEqual([]);
  });

  test('has no sentence that the code never says', () => {
    expect(without(keys, wanted)).toEqual([]);
  });
});

/** Keys of texts in the code: whole ones, and those put together, with `{}` for what is filled in. */
function saidIn(paths: readonly string[]): {
  readonly said: ReadonlySet<string>;
  readonly built: ReadonlySet<string>;
} {
  const said = new Set<string>();
  const built = new Set<string>();

  function collect(node: ts.Node): void {
    if (ts.isStringLiteralLike(node)) {
      if (node.text.includes('.')) said.add(node.text);
    } else if (ts.isTemplateExpression(node)) {
      built.add(node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join(''));
    } else if (!ts.isObjectLiteralExpression(node)) ts.forEachChild(node, collect);
  }

  function visit(node: ts.Node): void {
    if (ts.isPropertyAssignment(node) && ['key', 'retry'].includes(node.name.getText())) {
      collect(node.initializer);
    }
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText().split('.').at(-1) ?? '';
      const key = { say: 0, phrase: 0, tell: 2 }[called];
      const argument = key === undefined ? undefined : node.arguments[key];
      if (argument) collect(argument);
    }
    ts.forEachChild(node, visit);
  }

  for (const path of paths) {
    visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true));
  }
  return { said, built };
}

describe('links', () => {
  const links = DOCUMENTS.flatMap((document) =>
    [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ document, target })),
  ).filter(({ target }) => !/^[a-z]+:/.test(target));

  test.each(links)('$document: $target', ({ document, target }) => {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? document : join(dirname(document), path);
    expect(existsSync(join(ROOT, file)), `${file} is not there`).toBe(true);
    if (anchor) expect(anchorsOf(read(file))).toContain(anchor);
  });
});

/** As code hosts make them of headings. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('docs/dependencies.md', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Readonly<Record<string, string>>
  >;
  const rows = rowsOf('docs/dependencies.md').map(([names = '', ...cells]) => ({
    names: names.split(', '),
    licence: cells.at(-1) ?? '',
  }));
  const documented = rows.flatMap(({ names }) => names);

  test('has every package that the product runs with or is made with', () => {
    expect(without(Object.keys({ ...dependencies, ...devDependencies }), documented)).toEqual([]);
  });

  test('has no package that is not there', () => {
    expect(without(documented, Object.keys({ ...dependencies, ...devDependencies }))).toEqual([]);
  });

  test('tells each licence as the package does', () => {
    const wrong = rows.flatMap(({ names, licence }) =>
      names.filter((name) => JSON.parse(read(`node_modules/${name}/package.json`)).license !== licence),
    );
    expect(wrong).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  test('names every folder of the house, and no other', () => {
    const named = rowsOf('docs/architecture.md').flatMap(
      ([name = '']) => name.match(/^([a-z]+)\/$/)?.[1] ?? [],
    );
    const made = ['node_modules', 'dist', 'var'];
    const there = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !made.includes(entry.name))
      .filter(({ name }) => filesIn(name).length > 0)
      .map(({ name }) => name);
    expect(named.sort()).toEqual(there.sort());
  });
});

describe('docs/business-folder.md', () => {
  const sections = read('docs/business-folder.md').split(/^### /m).slice(1);
  const examples = new Map(
    sections.flatMap((section) => {
      const [, example] = /^```(?:yaml|csv|md)\n(.*?)^```$/ms.exec(section) ?? [];
      const name = section.slice(0, section.indexOf('\n'));
      return example === undefined ? [] : [[name, example] as const];
    }),
  );

  test('the example is a business that starts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-docs-'));
    try {
      for (const [name, content] of examples) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), content);
      }
      for (const name of ['levels.yaml', 'thresholds.yaml']) await cp(join(DEMO, name), join(folder, name));
      const { business, texts } = await loadFolder(folder, resolve(DEMO), '2025-06-01');
      expect([business.profile.name, business.products.size, business.customers.size]).toEqual([
        'Tiny & Co',
        2,
        2,
      ]);
      expect(business.knowledge.at(0)?.answer).toContain('14 days');
      expect(keysOf(texts.own)).toEqual(['greeting.guest']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each(['catalogue.csv', 'customers.csv', 'orders.csv', 'agents.csv'])('%s: every column', (name) => {
    const section = sections.find((each) => each.startsWith(`${name}\n`)) ?? '';
    const described = [...section.matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, column = '']) => column),
    );
    const columns = readFileSync(join(DEMO, name), 'utf8').split(/\r?\n/, 1)[0]?.split(',') ?? [];
    expect(described.sort()).toEqual(columns.sort());
  });

  test.each(['business.yaml', 'levels.yaml', 'thresholds.yaml', 'intents.yaml', 'texts/en.yaml'])(
    '%s is described',
    (name) => {
      expect(sections.some((section) => section.startsWith(`${name}\n`))).toBe(true);
    },
  );
});
