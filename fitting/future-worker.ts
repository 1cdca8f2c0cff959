// The thread that fits what may be expected of customers' next orders. It reads all orders itself, says what it found, and ends.

import { parentPort, workerData } from 'node:worker_threads';
import { loadBusiness } from '../data/load-business.js';
import { allOrdersWith } from '../data/told-orders.js';
import { purchasesOf } from '../relationship/future/index.js';
import { fitOutlook } from '../relationship/index.js';
import type { FutureTask } from './future-fitting.js';
import { toldAt } from './told-place.js';

const { folder, today, told } = workerData as FutureTask;
const business = await loadBusiness(folder, { today });
const orders = allOrdersWith(await toldAt(told), business);
parentPort?.postMessage(fitOutlook(purchasesOf(orders), today));
