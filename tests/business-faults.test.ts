// What is wrong in a business's folder is told all at once, each fault with file, line, value and remedy.

import { describe, expect, test } from 'vitest';
import { RapportError } from '../data/errors.js';
import { loadBusiness } from '../data/load-business.js';
import {
  changed,
  TINY_BUSINESS,
  type TinyChanges,
  type TinyFile,
  withTinyBusiness,
} from './tiny-business.js';

const TODAY = '2026-06-01';

/** The fault lines of the message, in the order in which the reader sees them. */
async function faultsOf(changes: TinyChanges): Promise<readonly string[]> {
  const error = await withTinyBusiness(changes, (folder) => loadBusiness(folder, { today: TODAY })).then(
    () => undefined,
    (fault: unknown) => fault,
  );
  expect(error).toBeInstanceOf(RapportError);
  expect((error as RapportError).code).toBe('BUSINESS_INVALID');
  return (error as RapportError).message
    .split('\n  ')
    .slice(1)
    .map((line) => line.split('\n')[0] ?? '');
}

describe('a fault is told with file, line, value and remedy', () => {
  const row = (file: TinyFile, from: string, to: string, fault: string) => ({ file, from, to, fault });

  test.each([
    row(
      'catalogue.csv',
      '49.50,glass',
      '-1,glass',
      'catalogue.csv:2: price "-1" is not an amount of 0 or more. Write it as 49 or 49.50, without a currency sign.',
    ),
    row('catalogue.csv', '49.50,glass', '€49,glass', 'catalogue.csv:2: price "€49" is not an amount'),
    row('catalogue.csv', '49.50,glass', ',glass', 'catalogue.csv:2: price is empty. Fill it in.'),
    row(
      'catalogue.csv',
      'no,1 m,0',
      'no,1 m,-1',
      'catalogue.csv:3: stock "-1" is not a whole number of 0 or more.',
    ),
    row('catalogue.csv', 'no,1 m,0', 'no,1 m,1.5', 'catalogue.csv:3: stock "1.5" is not a whole number'),
    row(
      'catalogue.csv',
      'yes,,3',
      'maybe,,3',
      'catalogue.csv:2: vegan "maybe" is neither yes nor no. Write yes or no.',
    ),
    row(
      'catalogue.csv',
      'rug-b,',
      'LAMP-A,',
      'catalogue.csv:3: id "LAMP-A" already stands in line 2. Remove one',
    ),
    row('catalogue.csv', 'Bee rug', 'Ay lamp', 'catalogue.csv:3: name "Ay lamp" already stands in line 2.'),
    row(
      'catalogue.csv',
      'stock,',
      'stocks,',
      'catalogue.csv:1: column "stocks" is not known. Remove it or correct its spelling; the columns are id, name,',
    ),
    row(
      'catalogue.csv',
      'price,',
      'name,',
      'catalogue.csv:1: column "name" stands twice. Remove one of them.',
    ),
    row(
      'catalogue.csv',
      '"A rug, thick."',
      'A rug, thick.',
      'catalogue.csv:3: this row has 12 cells, the header 11. Put a cell that contains a comma in double quotes.',
    ),
    row(
      'catalogue.csv',
      '"A rug, thick."',
      '"A rug, thick.',
      'catalogue.csv:3: this is not CSV: Quote Not Closed',
    ),
    row(
      'orders.csv',
      '10001,c-1,2026-05-01,delivered,2026-05-04,2026-05-04,2026-05-05,rug-b',
      '10001,c-1,2026-05-01,delivered,2026-05-04,2026-05-04,2026-05-05,lamp-a',
      'orders.csv:3: number "10001" with product_id "lamp-a" already stands in line 2.',
    ),
    row(
      'orders.csv',
      '10002,c-1',
      '10002,c-9',
      'orders.csv:4: customer_id "c-9" is not in customers.csv. Add it there or correct it here.',
    ),
    row('orders.csv', 'rug-b', 'rug-x', 'orders.csv:3: product_id "rug-x" is not in catalogue.csv.'),
    row(
      'orders.csv',
      'shipped',
      'sent',
      'orders.csv:4: status "sent" is not one of the possible values. Write processing, shipped, out-for-delivery, delivered or cancelled.',
    ),
    row(
      'orders.csv',
      'shipped,2026-06-02,2026-06-03,',
      'shipped,2026-06-02,2026-06-03,2026-05-30',
      'orders.csv:4: delivered_on "2026-05-30" with status "shipped". Write delivered, or leave the day empty.',
    ),
    row('orders.csv', 'shipped', 'delivered', 'orders.csv:4: status "delivered" without delivered_on.'),
    row(
      'orders.csv',
      '2026-05-28',
      '2026-06-02',
      'orders.csv:4: placed_on "2026-06-02" lies in the future, after 2026-06-01. Correct it.',
    ),
    row(
      'orders.csv',
      '2026-05-28',
      '2026-02-30',
      'orders.csv:4: placed_on "2026-02-30" is not a day of the calendar. Write an existing day as YYYY-MM-DD.',
    ),
    row('orders.csv', '2026-05-28', '28/05/2026', 'orders.csv:4: placed_on "28/05/2026" is not a day'),
    row(
      'orders.csv',
      '2026-05-28',
      '2026-01-09',
      'orders.csv:4: placed_on "2026-01-09" is before the customer existed (customer_since "2026-01-10"). Correct one of them.',
    ),
    row(
      'orders.csv',
      '2026-06-02,',
      '2026-05-27,',
      'orders.csv:4: promised_on "2026-05-27" is before placed_on "2026-05-28".',
    ),
    row(
      'orders.csv',
      '2,49.50,1',
      '2,49.50,3',
      'orders.csv:2: returned 3 is more than quantity 2. Correct one of them.',
    ),
    row('orders.csv', '1,110,0', '0,110,0', 'orders.csv:3: quantity "0" is not a whole number of 1 or more.'),
    row(
      'orders.csv',
      '2026-05-05,rug-b',
      '2026-05-06,rug-b',
      'orders.csv:3: delivered_on "2026-05-06" of order 10001 is "2026-05-05" in line 2. Write the same in all rows of one order.',
    ),
    row(
      'customers.csv',
      '2026-05-30',
      '2026-06-02',
      'customers.csv:3: customer_since "2026-06-02" lies in the future',
    ),
    row(
      'customers.csv',
      '2026-04-01',
      '2026-07-01',
      'customers.csv:2: contributions "2026-07-01" lies in the future',
    ),
    row(
      'customers.csv',
      '2026-04-01',
      '2026-04-31',
      'customers.csv:2: contributions "2026-03-01|2026-04-31" is not a day of the calendar.',
    ),
    row(
      'customers.csv',
      'bob@mail',
      'ANN@mail',
      'customers.csv:3: email "ANN@mail.example" already stands in line 2.',
    ),
    row(
      'customers.csv',
      'bob@mail.example',
      'bob',
      'customers.csv:3: email "bob" is not an e-mail address. Write it as',
    ),
    row('customers.csv', '4.5', '5.1', 'customers.csv:2: satisfaction "5.1" is not a number from 1 to 5.'),
    row(
      'customers.csv',
      'a-1,t-1',
      'a-7,t-1',
      'customers.csv:2: dedicated_agent "a-7" is not in agents.csv.',
    ),
    row('agents.csv', '2,a-2', '2,a-3', 'agents.csv:2: deputy "a-3" is not in agents.csv.'),
    row(
      'agents.csv',
      '2,a-2',
      '2,a-1',
      'agents.csv:2: deputy "a-1" is the agent\'s own id. Name a colleague or leave it empty.',
    ),
    row('agents.csv', '2,a-2', '0,a-2', 'agents.csv:2: capacity "0" is not a whole number from 1 to 20.'),
    row(
      'agents.csv',
      '2,a-2,',
      '2,a-2,secret',
      'agents.csv:2: password_hash "secret" is not an Argon2id hash. Make one with npm run hash-password.',
    ),
    row(
      'business.yaml',
      'Europe/Dublin',
      'Europe/Dubline',
      'business.yaml:4: time_zone "Europe/Dubline" is not a time zone. Write an IANA name such as Europe/Dublin.',
    ),
    row(
      'business.yaml',
      'EUR',
      'EURO',
      'business.yaml:5: currency "EURO" is not a currency. Write an ISO 4217 code such as EUR.',
    ),
    row('business.yaml', 'en-IE', 'english!', 'business.yaml:3: locale "english!" is not a locale.'),
    row(
      'business.yaml',
      '"#2f5d50"',
      '"#2f5d5"',
      'business.yaml:6: accent "#2f5d5" is not a colour. Write it as "#2f5d50", with the quotes.',
    ),
    row(
      'business.yaml',
      '"#2f5d50"',
      '#2f5d50',
      'business.yaml:6: accent null should be a text. Write a value; one that begins with #',
    ),
    row(
      'business.yaml',
      'return_window_days: 14',
      'return_window_days: -1',
      'business.yaml:7: return_window_days -1 is too small. Use at least 0.',
    ),
    row(
      'business.yaml',
      'return_window_days: 14',
      'return_window_days: soon',
      'business.yaml:7: return_window_days "soon" should be a number.',
    ),
    row(
      'business.yaml',
      'bot_name',
      'bot-name',
      'business.yaml:2: "bot-name" is not known here. Correct the spelling or remove it.',
    ),
    row('business.yaml', 'name: Tiny & Co\n', '', 'business.yaml:1: name is missing. Add it.'),
    row(
      'business.yaml',
      '  tuesday: "09:00-17:00"',
      '  tuesday: "17:00-09:00"',
      'business.yaml:10: desk_hours.tuesday "17:00-09:00" ends before it begins.',
    ),
    row(
      'business.yaml',
      '  tuesday: "09:00-17:00"',
      '  tuesday: "09:00-09:00"',
      'business.yaml:10: desk_hours.tuesday "09:00-09:00" ends before it begins.',
    ),
    row(
      'business.yaml',
      '  tuesday: "09:00-17:00"',
      '  tuesday: 9-17',
      'business.yaml:10: desk_hours.tuesday "9-17" is not opening hours. Write them as "09:00-18:00"',
    ),
    row('business.yaml', '  tuesday', '  tuesdai', 'business.yaml:10: "tuesdai" is not known here.'),
    row(
      'business.yaml',
      '2026-12-25',
      '2026-13-25',
      'business.yaml:11: holidays.0 "2026-13-25" is not a day of the calendar.',
    ),
    row(
      'business.yaml',
      '    address: 1 Lane\n',
      '',
      'business.yaml:13: stores.0.address is missing. Add it.',
    ),
    row('business.yaml', '  monday: "', 'monday: "', 'business.yaml:10: this is not YAML'),
    row('business.yaml', 'Tiny & Co', '*Tiny', 'business.yaml:1: this is not YAML: *Tiny needs quotes.'),
    row(
      'intents.yaml',
      'intent: return-item',
      'intent: order-status',
      'intents.yaml:7: intents.1.intent "order-status" stands twice. Remove one of the two.',
    ),
    row(
      'intents.yaml',
      '[return my lamp]',
      '[Track my parcel]',
      'intents.yaml:9: intents.1.examples.0 "Track my parcel" is already an example of "order-status".',
    ),
    row(
      'intents.yaml',
      '[return my lamp]',
      '[]',
      'intents.yaml:9: intents.1.examples [] is too small. Use at least 1.',
    ),
    row(
      'knowledge/returns.md',
      '{{return_window_days}}',
      '{{return_days}}',
      'knowledge/returns.md:6: {{return_days}} is not known. Use one of {{business_name}},',
    ),
    row(
      'knowledge/returns.md',
      'Who are you',
      'How long do I have',
      'knowledge/returns.md:8: "How long do I have?" is already asked in knowledge/returns.md:3. Ask it in one place only.',
    ),
    row(
      'knowledge/returns.md',
      'Who are you',
      'How many days',
      'knowledge/returns.md:8: "How many days?" is already asked in',
    ),
    row(
      'knowledge/returns.md',
      '\n{{business_name}}, open {{desk_hours}}.',
      '',
      'knowledge/returns.md:8: "Who are you?" has no answer. Write one below it.',
    ),
    row('knowledge/returns.md', '# Returns\n', '', 'knowledge/returns.md:1: the page has no title.'),
    row(
      'knowledge/returns.md',
      '# Returns\n',
      '# Returns\nHello.\n',
      'knowledge/returns.md:2: "Hello." stands before the first question.',
    ),
    row('knowledge/returns.md', '## Who are you?', '##', 'knowledge/returns.md:8: this heading is empty.'),
    row(
      'knowledge/returns.md',
      '## Who are you?',
      '# Who are you?',
      'knowledge/returns.md:8: "# Who are you?" is a second title.',
    ),
  ])('$fault', async ({ file, from, to, fault }) => {
    expect((await faultsOf(changed(file, from, to))).filter((line) => line.startsWith(fault))).toHaveLength(
      1,
    );
  });

  test.each(Object.keys(TINY_BUSINESS).filter((name) => !name.startsWith('knowledge')))(
    '%s is missing, and only that is told',
    async (name) => {
      expect(await faultsOf({ [name]: undefined })).toEqual([
        `${name}:1: the file is missing. Create it, or correct BUSINESS_DIR.`,
      ]);
    },
  );

  test('the knowledge folder is missing', async () => {
    expect(await faultsOf({ 'knowledge/returns.md': undefined })).toEqual([
      'knowledge:1: the file is missing. Create it, or correct BUSINESS_DIR.',
    ]);
  });

  test('the folder is missing', async () => {
    await expect(loadBusiness('/nowhere/at/all', { today: TODAY })).rejects.toThrow(
      'BUSINESS_INVALID: one fault in the files of "/nowhere/at/all":\n  /nowhere/at/all:1: there is no such folder. Correct BUSINESS_DIR.',
    );
  });

  test('an empty table is told as such', async () => {
    expect(await faultsOf({ 'agents.csv': '' })).toEqual([
      'agents.csv:1: the file is empty. Begin it with a header of columns.',
    ]);
  });

  test('the line is that where the row begins, also after cells with line ends and empty lines', async () => {
    const catalogue = TINY_BUSINESS['catalogue.csv']
      .replace('A lamp.', '"A lamp.\nA good one."\n')
      .replace('rug-b,Bee rug,rugs,study,120', 'rug-b,Bee rug,rugs,study,many')
      .replace('"A rug, thick."', '"A rug,\nthick."');
    expect(await faultsOf({ 'catalogue.csv': catalogue })).toEqual([
      'catalogue.csv:5: price "many" is not an amount of 0 or more. Write it as 49 or 49.50, without a currency sign.',
    ]);
  });
});

test('several faults in several files are told at once, and none that only follow from another', async () => {
  expect(
    await faultsOf({
      ...changed('business.yaml', 'EUR', 'XX'),
      ...changed('catalogue.csv', '49.50,glass', 'cheap,glass'),
      'orders.csv': TINY_BUSINESS['orders.csv']
        .replace('10002,c-1', '10002,c-9')
        .replace('2,49.50,1', 'two,49.50,1'),
      ...changed('customers.csv', '2026-01-10,yes', '2026-01-10,si'),
    }),
  ).toEqual([
    'business.yaml:5: currency "XX" is not a currency. Write an ISO 4217 code such as EUR.',
    'catalogue.csv:2: price "cheap" is not an amount of 0 or more. Write it as 49 or 49.50, without a currency sign.',
    'customers.csv:2: member "si" is neither yes nor no. Write yes or no.',
    'orders.csv:2: quantity "two" is not a whole number of 1 or more. Write a whole number of 1 or more.',
    'orders.csv:4: customer_id "c-9" is not in customers.csv. Add it there or correct it here.',
  ]);
});
