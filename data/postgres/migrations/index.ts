// All migrations, oldest first. A released one is never changed; what it lacks is a further one.

import { tables } from './001-tables.js';
import type { Migration } from './migration.js';

export type { Migration } from './migration.js';
export const MIGRATIONS: readonly Migration[] = [tables];
