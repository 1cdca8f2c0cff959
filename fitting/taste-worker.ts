// The thread that learns from a business's orders for its recommendations. It reads all orders itself, says what it learned, and ends.

import { parentPort, workerData } from 'node:worker_threads';
import { loadBusiness } from '../data/load-business.js';
import { allOrdersWith } from '../data/told-orders.js';
import { fitTaste, fittedTaste, PurchaseLedger, tasteTask, unfittedTaste } from '../recommendations/index.js';
import { readTaste, writeTaste } from './taste-file.js';
import type { TasteOrder } from './taste-fitting.js';
import { toldAt } from './told-place.js';

const { folder, today, modelFolder, told } = workerData as TasteOrder;
const business = await loadBusiness(folder, { today });
const ledger = new PurchaseLedger();
for (const order of allOrdersWith(await toldAt(told), business)) ledger.addOrder(order);
const task = tasteTask(ledger.columns(), business.products);
const kept = await readTaste(modelFolder, task);
const fitted = kept ?? fitTaste(task);
const taste = fittedTaste(unfittedTaste(task.purchases), fitted);
parentPort?.postMessage(taste);
if (!kept) await writeTaste(modelFolder, task, fitted);
