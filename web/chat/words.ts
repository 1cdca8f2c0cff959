// Every word of the chat page itself; what the bot says comes from the business's texts, not from here.

export const words = {
  title: (botName: string, business: string) => `${botName} – ${business}`,
  isBot: (business: string) => `Automated assistant of ${business}`,
  chatLabel: (botName: string) => `Chat with ${botName}`,
  saidAloud: (business: string) => `${business} said:`,
  menu: 'More',
  startAgain: 'Start again as a new visitor',
  startAgainHint: 'This browser forgets the conversation so far.',
  close: 'Close the chat',
  connecting: 'Connecting…',
  connectionLost: 'Connection lost – trying again',
  unreachable: 'The chat can’t be reached right now – trying again',
  refused: 'The chat could not be started. Please reload the page.',
  failedToLoad: 'The chat could not be loaded. Please reload the page.',
  demo: 'Demo',
  demoChooser: 'Who are you?',
  demoCustomer: (name: string, level: number) => `${name} (level ${level})`,
  demoNewVisitor: 'A new visitor',
  demoUnavailable: 'The demo’s customers could not be read.',
  signInExpired: 'Your sign-in has ended. You are chatting as a guest.',
} as const;
