// The worker beside the one that trains: a lesson in, how its scores are to be read out. It knows no files.

import { parentPort, workerData } from 'node:worker_threads';
import { fitCalibrations } from './joint-model.js';
import type { JointLesson } from './sentence-scores.js';

parentPort?.postMessage(fitCalibrations(workerData as JointLesson));
