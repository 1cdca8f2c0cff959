// The tasks of self-service, one a file; the id of each is the intent that begins it.

import { bookVisit } from './book-visit.js';
import { buyAgainTask } from './buy-again.js';
import { cancelOrder, complaint } from './cancel-order.js';
import { cancelVisit } from './cancel-visit.js';
import { changeAddress } from './change-address.js';
import { critique } from './critique.js';
import { eraseData } from './erase-data.js';
import { myOrders } from './my-orders.js';
import { openingHours } from './opening-hours.js';
import { lateDelivery, orderStatus } from './order-status.js';
import { forgetPreference, statePreference, whatDoYouKnow } from './preferences.js';
import { productAvailability } from './product-availability.js';
import { recommendSomething } from './recommend.js';
import { acceptRelationship, declineRelationship, myStatus, whyPassedOn } from './relationship.js';
import { returnItem } from './return-item.js';
import { seeTold } from './see-told.js';
import type { Task } from './slot-dialog.js';
import { stopMessages } from './stop-messages.js';
import { tellMeWhen } from './tell-me-when.js';
import { whyThis } from './why-this.js';
import { wishList } from './wish-list.js';

export const TASKS: readonly Task[] = [
  orderStatus,
  lateDelivery,
  myOrders,
  returnItem,
  changeAddress,
  cancelOrder,
  complaint,
  productAvailability,
  openingHours,
  bookVisit,
  cancelVisit,
  statePreference,
  whatDoYouKnow,
  forgetPreference,
  eraseData,
  recommendSomething,
  critique,
  whyThis,
  wishList,
  buyAgainTask,
  tellMeWhen,
  stopMessages,
  seeTold,
  myStatus,
  whyPassedOn,
  declineRelationship,
  acceptRelationship,
];
