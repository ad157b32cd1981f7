// Which closed set of the contracts needs which texts. `of` is a schema that is an enum, or a property of a schema that is;
// `keys` are the texts of one value; `but` are values that no reader ever sees, each left out for the reason beside it.

export const CLOSED_SETS = [
  { page: 'rider', contract: 'rider', of: 'DockState', keys: (value) => [`station.dock.${value}`] },
  { page: 'rider', contract: 'rider', of: 'TripState', keys: (value) => [`trip.${value}`] },
  { page: 'rider', contract: 'rider', of: 'TripRemark', keys: (value) => [`trip.remark.${value}`, `trip.chip.${value}`] },
  { page: 'rider', contract: 'rider', of: 'Refusal', keys: (value) => [`problem.${value}`, `problem.${value}.next`] },
  { page: 'rider', contract: 'rider', of: 'ProblemWord', keys: (value) => [`problem.${value}`, `problem.${value}.next`] },
  { page: 'rider', contract: 'rider', of: 'ReportKind', keys: (value) => [`report.kind.${value}`] },
  { page: 'rider', contract: 'rider', of: 'ReportState', keys: (value) => [`report.state.${value}`] },
  {
    page: 'rider',
    contract: 'rider',
    of: 'UnlockState',
    keys: (value) => [`problem.${value}`, `problem.${value}.next`],
    but: ['queued', 'sent', 'unknown', 'done'], // not an end, or the good one: the screen shows its step
  },
  {
    page: 'console',
    contract: 'rider',
    of: 'ProblemWord', // one set for both contracts
    keys: (value) => [`problem.${value}`, `problem.${value}.next`],
    // Riders' operations alone answer with these; a refusal of a rider's unlock is shown by `refusal`.
    but: [
      'invalid-phone', 'phone-not-served', 'wrong-sign-in-code', 'rider-suspended', 'consent-missing', 'other-rider', 'unknown-code', 'trip-open',
      'unlock-pending', 'no-bike', 'bike-held', 'bike-in-trip', 'bike-out-of-service', 'dock-faulty', 'dock-locked-out',
      'station-out-of-service', 'bike-gone', 'lock-failed', 'station-refused', 'not-taken', 'cancelled', 'trip-not-ended',
      'policy-outdated', 'too-many-reports', 'too-many-wrong-codes', 'too-many-unlocks', 'station-offline', 'station-busy', 'expired', 'sign-in-unavailable',
    ],
  },
  { page: 'console', contract: 'operator', of: 'Role', keys: (value) => [`role.${value}`], but: ['rider'] }, // not staff
  {
    page: 'console',
    contract: 'operator',
    of: 'Role',
    keys: (value) => [`guest.${value}`],
    but: ['rider', 'crew', 'technician', 'dispatcher', 'supervisor', 'support', 'admin'], // these have a page
  },
  { page: 'console', contract: 'operator', of: 'Order', keys: (value) => [`order.${value}`, `order.${value}.what`] },
  { page: 'console', contract: 'operator', of: 'CommandOrder.order', keys: (value) => [`order.${value}`, `order.${value}.what`] },
  { page: 'console', contract: 'operator', of: 'CommandState', keys: (value) => [`command.${value}`] },
  { page: 'console', contract: 'operator', of: 'Refusal', keys: (value) => [`refusal.${value}`] },
  { page: 'console', contract: 'operator', of: 'RulingKind', keys: (value) => [`ruling.${value}`, `ruling.${value}.what`] },
  { page: 'console', contract: 'operator', of: 'BikePlace', keys: (value) => [`place.${value}`] },
  { page: 'console', contract: 'operator', of: 'TripState', keys: (value) => [`bike.trip.${value}`] },
  { page: 'console', contract: 'operator', of: 'Severity', keys: (value) => [`severity.${value}`] },
  { page: 'console', contract: 'operator', of: 'AlarmKind', keys: (value) => [`alarm.${value}`] },
  { page: 'console', contract: 'operator', of: 'ReportKind', keys: (value) => [`report.kind.${value}`] },
  { page: 'console', contract: 'operator', of: 'ReportState', keys: (value) => [`report.state.${value}`] },
  { page: 'console', contract: 'operator', of: 'ReportAct', keys: (value) => [`report.act.${value}`] },
  { page: 'console', contract: 'operator', of: 'ReadingName', keys: (value) => [`reading.${value}`] },
  { page: 'console', contract: 'operator', of: 'Inferred.kind', keys: (value) => [`condition.${value}`] },
  { page: 'rider', contract: 'rider', of: 'StrayCharacter.kind', keys: (value) => [`character.${value}`] },
  { page: 'console', contract: 'operator', of: 'StrayCharacter.kind', keys: (value) => [`character.${value}`] },
  { page: 'console', contract: 'analyst', of: 'StrayCharacter.kind', keys: (value) => [`character.${value}`] },
  { page: 'console', contract: 'operator', of: 'OperatorDock.lock', keys: (value) => [`dock.${value}`], but: ['locked', 'unlocked'] }, // said by the bike or its absence
];

/** Enums of the contracts that no page shows, each with the reason. */
export const NEVER_SHOWN = {
  'rider Role': 'the riders’ page has one role',
  'rider Refresh.who': 'sent, never received',
  'rider Receipt.state': 'a part of TripState',
};
