// The house's import rules (docs/architecture.md); `npm test` runs them.

const only = (folders) => `^(${folders.join('|')})/`;
const FOLDERS = [
  'service',
  'fitting',
  'bots',
  'dialogs',
  'understanding',
  'relationship',
  'recommendations',
  'escalation',
  'proactive',
  'handoff',
  'community',
  'channels',
  'data',
  'texts',
  'server',
  'web',
];

/** `folder` may import, of our own, just `allowed` (and itself). */
const mayImport = (folder, allowed) => ({
  name: `${folder}-imports`,
  severity: 'error',
  comment: `${folder}/ may import of our own folders only: ${[folder, ...allowed].join(', ')}.`,
  from: { path: `^${folder}/` },
  to: { path: only(FOLDERS), pathNot: only([folder, ...allowed]) },
});

/** The package may be imported only below `allowed`. */
const packageOnlyIn = (name, pattern, allowed) => ({
  name: `${name}-only-in`,
  severity: 'error',
  comment: `${name} may be imported only in ${allowed.join(', ')}.`,
  from: { pathNot: [`^(${allowed.join('|')})`, '^(tests|scripts|bench)/'] },
  to: { path: `node_modules/(${pattern})` },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: 'build/' } },
    mayImport('data', []),
    mayImport('relationship', ['data']),
    mayImport('recommendations', ['data']),
    mayImport('escalation', ['data']),
    mayImport('proactive', ['data']),
    mayImport('understanding', ['data']),
    mayImport('texts', ['data']),
    mayImport('community', ['data']),
    mayImport('handoff', ['data']),
    mayImport('dialogs', [
      'data',
      'texts',
      'relationship',
      'recommendations',
      'escalation',
      'proactive',
      'understanding',
      'handoff',
      'community',
    ]),
    mayImport('bots', [
      'dialogs',
      'data',
      'texts',
      'relationship',
      'recommendations',
      'escalation',
      'proactive',
      'understanding',
      'handoff',
      'community',
      'channels',
    ]),
    mayImport('fitting', ['data', 'relationship', 'recommendations']),
    mayImport('channels', ['data', 'texts', 'handoff']),
    mayImport('server', ['data', 'texts', 'handoff', 'channels']),
    mayImport('web', ['handoff', 'data']),
    {
      name: 'bots-see-only-the-turn-of-channels',
      severity: 'error',
      from: { path: '^bots/' },
      to: { path: '^channels/', pathNot: '^channels/turn\\.ts$' },
    },
    {
      name: 'web-takes-only-types',
      severity: 'error',
      comment:
        'web/ speaks HTTP only; it may take types from handoff/views.ts, handoff/tools.ts and the desks of data/.',
      from: { path: '^web/' },
      to: {
        path: only(FOLDERS),
        pathNot: [
          '^web/',
          '^handoff/(tools|views)\\.ts$',
          '^data/(learning|satisfaction|thresholds)-desk\\.ts$',
        ],
      },
    },
    {
      name: 'only-app-names-stores',
      severity: 'error',
      comment: 'Concrete stores are named in app.ts alone.',
      from: { pathNot: ['^app\\.ts$', '^data/(memory|lowdb|postgres)/', '^(tests|scripts|bench)/'] },
      to: { path: '^data/(memory|lowdb|postgres)/' },
    },
    {
      name: 'nobody-imports-the-app',
      severity: 'error',
      from: { pathNot: ['^index\\.ts$', '^(tests|scripts|bench)/'] },
      to: { path: '^(app|index)\\.ts$' },
    },
    packageOnlyIn('restify', 'restify|@types/restify', ['server/']),
    packageOnlyIn('lowdb', 'lowdb', ['data/lowdb/']),
    packageOnlyIn('pg', 'pg', ['data/postgres/']),
    packageOnlyIn('botbuilder', 'botbuilder[^/]*|botframework-connector', ['bots/', 'dialogs/', 'channels/']),
    packageOnlyIn('recognizers', '@microsoft/recognizers[^/]*', ['understanding/']),
    packageOnlyIn('i18next', 'i18next', ['texts/']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var|docs)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts'],
    },
  },
};
