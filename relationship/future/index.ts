// The front door of the future of a relationship: purchase models, their backtest, and the yardsticks beside them. Pure.

export {
  type Backtest,
  type BacktestOptions,
  backtest,
  LEAST_CUSTOMERS_SHOWN,
  type OriginResult,
  rollingOrigins,
  type Showing,
  showing,
  WORST_SHOWN_ECE,
} from './backtest.js';
export {
  type CustomerColumns,
  expectedOrders,
  type FitOptions,
  type FutureFit,
  type FutureModel,
  fitFuture,
  probabilitiesOfOrder,
  probabilityOfOrder,
} from './future-model.js';
export { expectedValue, fitGammaGamma, type GammaGamma, type Spending } from './gamma-gamma.js';
export {
  type DayNumber,
  dayNumber,
  type Finding,
  type Histories,
  historiesOf,
  type Purchase,
  type PurchaseHistory,
  purchasesOf,
} from './histories.js';
export { type RfmScore, rfmScores } from './rfm.js';
