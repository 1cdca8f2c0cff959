// A business's own teams of people: their hours in business.yaml, who is in them in agents.csv, and what is said when they are wrong.

import { expect, test } from 'vitest';
import type { Business } from '../data/business.js';
import { isDeskOpen } from '../data/desk-hours.js';
import { loadBusiness } from '../data/load-business.js';
import { changed, TINY_BUSINESS, type TinyChanges, withTinyBusiness } from './tiny-business.js';

const TEAMS = `teams:
  - id: cork
    name: Cork
    hours:
      monday: "08:00-12:00"
  - id: boston
    name: Boston
    hours:
      every day: "09:00-17:00"
    holidays: [2026-07-04]
    time_zone: America/New_York
`;
const AGENTS = TINY_BUSINESS['agents.csv']
  .replace('deputy,password_hash', 'deputy,team,password_hash')
  .replace('2,a-2,', '2,a-2,cork,')
  .replace('3,,', '3,,,');

function load(files: TinyChanges): Promise<Business> {
  return withTinyBusiness(files, (folder) => loadBusiness(folder, { today: '2026-06-01' }));
}

test('a team has its own hours, and keeps the holidays and time zone of the business unless it has its own', async () => {
  const { profile, agents } = await load({
    'business.yaml': TINY_BUSINESS['business.yaml'] + TEAMS,
    'agents.csv': AGENTS,
  });
  expect(profile.teams).toEqual([
    {
      id: 'cork',
      name: 'Cork',
      hours: { monday: { from: '08:00', to: '12:00' } },
      holidays: ['2026-12-25'],
      timeZone: 'Europe/Dublin',
    },
    expect.objectContaining({ id: 'boston', holidays: ['2026-07-04'], timeZone: 'America/New_York' }),
  ]);
  expect([...agents.values()].map(({ team }) => team)).toEqual(['cork', undefined]);
  // A Monday in summer: 13:30 in Dublin is within the desk's hours, but Cork has gone home and Boston has not begun.
  expect(isDeskOpen(profile, new Date('2026-06-01T12:30:00Z'))).toBe(false);
  expect(isDeskOpen(profile, new Date('2026-06-01T13:00:00Z'))).toBe(true);
});

test('without teams, the hours of the desk hold for everybody', async () => {
  const { profile } = await load({});
  expect(profile.teams).toBeUndefined();
  expect(isDeskOpen(profile, new Date('2026-06-01T12:30:00Z'))).toBe(true);
});

test.each([
  [
    'an agent of a team that is not there',
    { 'agents.csv': AGENTS.replace(',cork,', ',galway,') },
    'agents.csv:2: team "galway" is not in business.yaml. Add it there or correct it here.',
  ],
  [
    'two teams of one id',
    { 'business.yaml': TINY_BUSINESS['business.yaml'] + TEAMS.replace('id: boston', 'id: cork') },
    'id "cork" stands twice. Give each team an id of its own.',
  ],
  [
    'a time zone that does not exist',
    { 'business.yaml': TINY_BUSINESS['business.yaml'] + TEAMS.replace('America/New_York', 'Boston') },
    'is not a time zone. Write an IANA name such as Europe/Dublin.',
  ],
  [
    'hours that end before they begin',
    { 'business.yaml': TINY_BUSINESS['business.yaml'] + TEAMS.replace('08:00-12:00', '12:00-08:00') },
    'ends before it begins',
  ],
])('%s is told with its remedy', async (_what, files, fault) => {
  const teams = { 'business.yaml': TINY_BUSINESS['business.yaml'] + TEAMS };
  await expect(load({ ...teams, ...files })).rejects.toThrow(fault);
});

test('a skill of an intent is kept for whoever is called about it', async () => {
  const { intents } = await load(
    changed('intents.yaml', '    title: Send', '    skill: returns\n    title: Send'),
  );
  expect(intents.map(({ skill }) => skill)).toEqual([undefined, 'returns']);
});
