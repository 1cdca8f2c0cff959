// The smallest folder of a business that loads, to be broken by tests one file at a time.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const TINY_BUSINESS = {
  'business.yaml': `name: Tiny & Co
bot_name: Pip
locale: en-IE
time_zone: Europe/Dublin
currency: EUR
accent: "#2f5d50"
return_window_days: 14
desk_hours:
  monday: "09:00-17:00"
  tuesday: "09:00-17:00"
holidays: [2026-12-25]
stores:
  - id: dublin
    name: Dublin
    address: 1 Lane
    hours:
      every day: "10:00-18:00"
`,
  'catalogue.csv': `id,name,category,rooms,price,materials,colours,vegan,size,stock,description
lamp-a,Ay lamp,lamps,study|bedroom,49.50,glass,green,yes,,3,A lamp.
rug-b,Bee rug,rugs,study,120,wool,grey,no,1 m,0,"A rug, thick."
`,
  'orders.csv': `number,customer_id,placed_on,status,promised_on,expected_on,delivered_on,product_id,quantity,unit_price,returned
10001,c-1,2026-05-01,delivered,2026-05-04,2026-05-04,2026-05-05,lamp-a,2,49.50,1
10001,c-1,2026-05-01,delivered,2026-05-04,2026-05-04,2026-05-05,rug-b,1,110,0
10002,c-1,2026-05-28,shipped,2026-06-02,2026-06-03,,lamp-a,1,49.50,0
`,
  'customers.csv': `id,name,email,address,customer_since,member,reviews,satisfaction,open_complaints,contributions,dedicated_agent,teams_id
c-1,Ann Early,ann@mail.example,"2 Lane, Cork",2026-01-10,yes,2,4.5,0,2026-03-01|2026-04-01,a-1,t-1
c-2,Bob Late,bob@mail.example,,2026-05-30,no,0,,0,,,
`,
  'agents.csv': `id,name,email,skills,languages,capacity,deputy,password_hash
a-1,Cia Deft,cia@tiny.example,orders|returns,en|ga,2,a-2,
a-2,Dan Firm,dan@tiny.example,,en,3,,
`,
  'intents.yaml': `intents:
  - intent: order-status
    title: Where an order is
    examples:
      - where is my order
      - track my parcel
  - intent: return-item
    title: Send something back
    examples: [return my lamp]
`,
  'knowledge/returns.md': `# Returns

## How long do I have?
Also: Until when can I return? | How many days?

You have {{return_window_days}} days.

## Who are you?

{{business_name}}, open {{desk_hours}}.
`,
} as const;
export type TinyFile = keyof typeof TINY_BUSINESS;

/** A changed file, or `undefined` for one that is missing. */
export type TinyChanges = Readonly<
  Partial<Record<TinyFile | 'synonyms.csv' | 'unanswered.yaml', string | undefined>>
>;

/** Writes the folder with some files changed, and removes it after `use`. */
export async function withTinyBusiness<T>(
  changes: TinyChanges,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tiny-business-'));
  try {
    for (const [name, content] of Object.entries({ ...TINY_BUSINESS, ...changes })) {
      if (content === undefined) continue;
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One place of one file changed; the old text must be there, so that a test can't change nothing. */
export function changed(file: TinyFile, from: string, to: string): TinyChanges {
  if (!TINY_BUSINESS[file].includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}`);
  return { [file]: TINY_BUSINESS[file].replace(from, () => to) };
}
