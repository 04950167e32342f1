/**
 * Names that only the inside of the classic script knows: Lit's own, and methods that our modules call of one another. None is
 * a page's, the platform's or a text's, and none may be spoken of by a file that is loaded later; a test holds them to that.
 */
export const SHORT_NAMES = [
  'createProperty',
  'elementStyles',
  'enableUpdating',
  'finalizeStyles',
  'firstUpdated',
  'getPropertyDescriptor',
  'getPropertyOptions',
  'getUpdateComplete',
  'hasChanged',
  'isUpdatePending',
  'noAccessor',
  'performUpdate',
  'renderBefore',
  'renderOptions',
  'scheduleUpdate',
  'shouldUpdate',

  'canProceed',
  'claimed',
  'leadsTo',
  'markStale',
  'orderSum',
  'payAgain',
  'payable',
  'prepare',
  'proceed',
  'receiptsView',
  'refuseTyped',
  'repricedNote',
  'setFault',
  'signerClient',
  'statePanel',
] as const;
