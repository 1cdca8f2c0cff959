// What the embedded store remembers of customers between turns: always what the disk holds, never somebody else's to change.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendEntry } from '../data/append-entry.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ActivityId, CustomerId } from '../data/ids.js';
import { CommittedRecords } from '../data/lowdb/committed-records.js';
import { diskError, testFolder, watchedDisk } from './lowdb-folder.js';
import { AT, conversation, customer } from './store-contract.js';

const MARA = 'mara' as CustomerId;

function talking(...texts: string[]): CustomerRecord {
  const open = conversation('c1');
  for (const text of texts) {
    const id = `says ${text}` as ActivityId;
    const activity = { type: 'message', text };
    appendEntry(open, { id, at: new Date(AT), from: { role: 'customer' }, activity });
  }
  return { ...customer(MARA), conversations: [open] };
}

function textsOf(record: CustomerRecord | undefined): (string | undefined)[] | undefined {
  return record?.conversations[0]?.transcript.map(({ activity }) => activity.text);
}

describe('a remembered customer', () => {
  it('is written as JSON.stringify would, whatever is in the record', async () => {
    const folder = await testFolder();
    const stores = await folder.open();
    const odd = {
      ...talking('"quotes" and \\ and \u2028', '{"transcript":[]}', '€’'),
      'a "new" field': { nested: [1, null] },
      left: undefined,
    };
    await stores.customers.save(odd, 0);
    const again = (await stores.customers.get(MARA))!;
    again.value.conversations.push(conversation('c2'));
    await stores.customers.save(again.value, 1);
    await stores.close();
    const [file] = (await folder.files()).filter((name) => name.startsWith('customers/'));
    const written = await readFile(join(folder.path, file!), 'utf8');
    expect(written).toBe(JSON.stringify({ version: 2, record: again.value }));
  });

  it('is a new copy for each reader; what was said can be changed by none', async () => {
    const folder = await testFolder();
    const stores = await folder.open();
    const mine = talking('hello');
    await stores.customers.save(mine, 0);
    mine.conversations[0]!.transcript.length = 0;
    const first = (await stores.customers.get(MARA))!.value;
    first.conversations[0]!.transcript.push(first.conversations[0]!.transcript[0]!);
    first.preferences.push({ id: 'p1' } as never);
    expect(() => {
      (first.conversations[0]!.transcript[0]!.activity as { text: string }).text = 'never said';
    }).toThrow(TypeError);
    expect((await stores.customers.get(MARA))!.value).toEqual(talking('hello'));
  });

  it('is forgotten when a write fails, at any step', async () => {
    for (const step of ['openLog', 'append', 'syncFolder'] as const) {
      const folder = await testFolder();
      let armed = false;
      const disk = watchedDisk((at, path) => {
        if (!armed || at !== step || (at === 'syncFolder' && !path.includes('journal'))) return;
        armed = false;
        throw diskError('EIO');
      });
      const before = await folder.open();
      await before.customers.save(talking('kept'), 0);
      const stores = await folder.reopen(before, { disk });
      armed = true;
      await expect(stores.customers.save(talking('kept', 'lost'), 1)).rejects.toThrow('STORE_UNAVAILABLE');
      expect(textsOf((await stores.customers.get(MARA))?.value)).toEqual(['kept']);
      expect(await stores.customers.save(talking('kept', 'later'), 1)).toBe('saved');
      await stores.close();
      expect(textsOf((await (await folder.open()).customers.get(MARA))?.value)).toEqual(['kept', 'later']);
    }
  });

  it('is read again after hands changed the file', async () => {
    const folder = await testFolder();
    const before = await folder.open();
    await before.customers.save(talking('hello'), 0);
    const stores = await folder.reopen(before);
    expect((await stores.customers.get(MARA))?.version).toBe(1);
    const [file] = (await folder.files()).filter((name) => name.startsWith('customers/'));
    await folder.write(file!, JSON.stringify({ version: 7, record: talking('by hand') }));
    const stored = (await stores.customers.get(MARA))!;
    expect([stored.version, textsOf(stored.value)]).toEqual([7, ['by hand']]);
    expect(await stores.customers.save(talking('old'), 1)).toBe('conflict');
  });
});

describe('the memory for customers', () => {
  it('keeps those used last and stays within its limit', () => {
    const said = talking('hello');
    const size = JSON.stringify(said).length;
    const records = new CommittedRecords(2 * size);
    const draft = records.draftOf('a', said);
    for (const name of ['a', 'b', 'c']) records.keep(name, draft, 1, name);
    expect(records.get('a', 'a')).toBeUndefined();
    records.get('b', 'b');
    records.keep('d', draft, 1, 'd');
    expect(['b', 'c', 'd'].filter((name) => records.get(name, name))).toEqual(['b', 'd']);
  });
});
