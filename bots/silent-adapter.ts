// An adapter for a context that nothing is sent through: replies are collected and committed first.

import {
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder-core';

export class SilentAdapter extends BotAdapter {
  override sendActivities(): Promise<ResourceResponse[]> {
    return Promise.reject(new Error('a reply went past the collector; say it through the turn'));
  }

  override updateActivity(): Promise<undefined> {
    return Promise.reject(new Error('activities are not updated in a turn'));
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('activities are not deleted in a turn'));
  }

  override continueConversation(
    _reference: Partial<ConversationReference>,
    _logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    return Promise.reject(new Error('this adapter continues no conversation'));
  }
}
