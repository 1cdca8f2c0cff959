// The thread that fits what may be expected of customers' next orders. It reads the business's tables itself, says what it found, and ends.

import { parentPort, workerData } from 'node:worker_threads';
import type { Day } from './data/ids.js';
import { loadBusiness } from './data/load-business.js';
import { purchasesOf } from './relationship/future/index.js';
import { fitOutlook } from './relationship/index.js';

const { folder, today } = workerData as { readonly folder: string; readonly today: Day };
const business = await loadBusiness(folder, { today });
parentPort?.postMessage(fitOutlook(purchasesOf(business.allOrders()), today));
