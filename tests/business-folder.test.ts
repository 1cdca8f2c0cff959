// The loader of a business's folder: what it makes of right files, and how it moves their dates.

import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Business } from '../data/business.js';
import type { AgentId, CustomerId, ProductId } from '../data/ids.js';
import { loadBusiness } from '../data/load-business.js';
import { loadYaml, readYaml } from '../data/read-yaml.js';
import { changed, TINY_BUSINESS, type TinyChanges, withTinyBusiness } from './tiny-business.js';

const TODAY = '2026-06-01';
const ANN = 'c-1' as CustomerId;

function load(changes: TinyChanges = {}, today = TODAY): Promise<Business> {
  return withTinyBusiness(changes, (folder) => loadBusiness(folder, { today }));
}

describe('a right folder', () => {
  test('becomes records', async () => {
    const business = await load();
    expect(business.profile).toEqual({
      name: 'Tiny & Co',
      botName: 'Pip',
      locale: 'en-IE',
      timeZone: 'Europe/Dublin',
      currency: 'EUR',
      accent: '#2f5d50',
      returnWindowDays: 14,
      satisfactionEveryDays: 14,
      awayAfterMinutes: 15,
      deskHours: { monday: { from: '09:00', to: '17:00' }, tuesday: { from: '09:00', to: '17:00' } },
      holidays: ['2026-12-25'],
      stores: [
        expect.objectContaining({
          id: 'dublin',
          hours: expect.objectContaining({ sunday: { from: '10:00', to: '18:00' } }),
        }),
      ],
    });
    expect(business.products.get('rug-b' as ProductId)).toEqual({
      id: 'rug-b',
      name: 'Bee rug',
      category: 'rugs',
      rooms: ['study'],
      price: 120,
      materials: ['wool'],
      colours: ['grey'],
      vegan: false,
      size: '1 m',
      stock: 0,
      description: 'A rug, thick.',
    });
    expect(business.customers.get(ANN)).toEqual({
      id: 'c-1',
      name: 'Ann Early',
      email: 'ann@mail.example',
      address: '2 Lane, Cork',
      customerSince: '2026-01-10',
      member: true,
      reviews: 2,
      satisfaction: 4.5,
      openComplaints: 0,
      contributions: ['2026-03-01', '2026-04-01'],
      dedicatedAgent: 'a-1',
      teamsId: 't-1',
    });
    expect(business.agents.get('a-1' as AgentId)).toMatchObject({
      skills: ['orders', 'returns'],
      capacity: 2,
      deputy: 'a-2',
    });
    expect(business.intents.map((intent) => intent.intent)).toEqual(['order-status', 'return-item']);
  });

  test('has each customer’s orders, newest first, with their lines together', async () => {
    const business = await load();
    expect(business.ordersOf(ANN).map((order) => order.number)).toEqual(['10002', '10001']);
    expect(business.ordersOf(ANN)[1]).toMatchObject({
      placedOn: '2026-05-01',
      deliveredOn: '2026-05-05',
      lines: [
        { productId: 'lamp-a', quantity: 2, unitPrice: 49.5, returned: 1 },
        { productId: 'rug-b', quantity: 1, unitPrice: 110, returned: 0 },
      ],
    });
    expect(business.ordersOf('c-2' as CustomerId)).toEqual([]);
    expect([...business.allOrders()]).toHaveLength(2);
  });

  test('answers quote the profile, and say where they stand', async () => {
    const { knowledge } = await load();
    expect(knowledge).toEqual([
      {
        id: 'returns#how-long-do-i-have',
        question: 'How long do I have?',
        alternatives: ['Until when can I return?', 'How many days?'],
        answer: 'You have 14 days.',
        title: 'Returns',
        source: 'knowledge/returns.md:3',
      },
      expect.objectContaining({
        id: 'returns#who-are-you',
        alternatives: [],
        answer: 'Tiny & Co, open Monday and Tuesday 09:00–17:00, closed Wednesday to Sunday.',
      }),
    ]);
  });

  test('may come from a spreadsheet on Windows: byte order mark, CRLF, empty last lines, spare columns left out', async () => {
    const windows = Object.fromEntries(
      Object.entries(TINY_BUSINESS).map(([name, text]) => [
        name,
        `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`,
      ]),
    );
    const business = await load({
      ...windows,
      'agents.csv':
        '\uFEFFid,name,email,skills,languages,capacity\r\na-1,Cia Deft,cia@tiny.example,orders,en,2\r\n',
    });
    const plain = await load();
    expect(business.profile).toEqual(plain.profile);
    expect(business.products).toEqual(plain.products);
    expect(business.customers).toEqual(plain.customers);
    expect(business.knowledge).toEqual(plain.knowledge);
    expect(business.agents.get('a-1' as AgentId)?.deputy).toBeUndefined();
  });
});

describe('dates', () => {
  const recorded = changed('business.yaml', 'currency: EUR', 'currency: EUR\nrecorded_on: 2026-06-01');

  test.each([
    {
      today: '2026-06-01',
      placed: '2026-05-01',
      delivered: '2026-05-05',
      since: '2026-01-10',
      contribution: '2026-03-01',
    },
    {
      today: '2026-06-02',
      placed: '2026-05-02',
      delivered: '2026-05-06',
      since: '2026-01-11',
      contribution: '2026-03-02',
    },
    {
      today: '2027-06-01',
      placed: '2027-05-01',
      delivered: '2027-05-05',
      since: '2027-01-10',
      contribution: '2027-03-01',
    },
    {
      today: '2026-05-31',
      placed: '2026-04-30',
      delivered: '2026-05-04',
      since: '2026-01-09',
      contribution: '2026-02-28',
    },
  ])(
    'recorded on 2026-06-01 and read on $today: all move alike',
    async ({ today, placed, delivered, since, contribution }) => {
      const business = await load(recorded, today);
      const order = business.ordersOf(ANN)[1];
      const card = business.customers.get(ANN);
      expect([order?.placedOn, order?.deliveredOn]).toEqual([placed, delivered]);
      expect([card?.customerSince, card?.contributions[0]]).toEqual([since, contribution]);
      expect(business.profile.holidays).toEqual(['2026-12-25']);
    },
  );

  test('without recorded_on nothing moves', async () => {
    const business = await load({}, '2027-06-01');
    expect(business.ordersOf(ANN)[1]?.placedOn).toBe('2026-05-01');
    expect(business.customers.get(ANN)?.customerSince).toBe('2026-01-10');
  });
});

describe('any YAML file', () => {
  const schema = z.strictObject({ version: z.int(), anger: z.enum(['calm', 'angry']) });

  test.each([
    { text: 'version: 3\nanger: angry\n', read: { ok: true, value: { version: 3, anger: 'angry' } } },
    {
      text: '# a comment\nversion: 3\n\nanger: livid\n',
      read: {
        ok: false,
        faults: [
          {
            file: 'intents.yaml',
            line: 4,
            what: 'anger "livid" is not one of the possible values',
            remedy: 'Use calm or angry.',
          },
        ],
      },
    },
    {
      text: '',
      read: {
        ok: false,
        faults: [
          {
            file: 'intents.yaml',
            line: 1,
            what: 'the file is empty',
            remedy: 'Fill it in.',
          },
        ],
      },
    },
  ])('$text', async ({ text, read }) => {
    await withTinyBusiness({ 'intents.yaml': text }, async (folder) => {
      expect(await readYaml(`${folder}/intents.yaml`, schema)).toEqual(read);
      if (read.ok) expect(await loadYaml(`${folder}/intents.yaml`, schema)).toEqual(read.value);
      else await expect(loadYaml(`${folder}/intents.yaml`, schema)).rejects.toThrow('BUSINESS_INVALID');
    });
  });
});
