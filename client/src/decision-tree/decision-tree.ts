import type { MessageKey } from '../../../server/src/engine/messages/message.ts';

/**
 * Does something belong in the SRG? The decision tree of the CBS slides that the project starts from, as data:
 * questions whose choices lead to the next question or to an answer.
 */
export interface Question {
  readonly question: MessageKey;
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly label: MessageKey;
  /** Examples, or what is meant. */
  readonly detail?: MessageKey;
  readonly next: Question | Answer;
}

export interface Answer {
  readonly belongs: boolean;
  readonly reason: MessageKey;
}

const account: Question = {
  question: 'client.tree.account',
  choices: [
    { label: 'client.tree.yes', next: { belongs: true, reason: 'client.tree.reason.accountable' } },
    { label: 'client.tree.no', next: { belongs: false, reason: 'client.tree.reason.otherBudget' } },
  ],
};

const budget: Question = {
  question: 'client.tree.budget',
  choices: [
    { label: 'client.tree.budget.none', next: { belongs: true, reason: 'client.tree.reason.noCosts' } },
    {
      label: 'client.tree.budget.reintegration',
      detail: 'client.tree.budget.reintegration.detail',
      next: { belongs: true, reason: 'client.tree.reason.budget' },
    },
    { label: 'client.tree.budget.other', detail: 'client.tree.budget.other.detail', next: account },
  ],
};

const members: Question = {
  question: 'client.tree.members',
  choices: [
    { label: 'client.tree.yes', next: budget },
    {
      label: 'client.tree.no',
      detail: 'client.tree.members.no.detail',
      next: { belongs: false, reason: 'client.tree.reason.collective' },
    },
  ],
};

const target: Question = {
  question: 'client.tree.target',
  choices: [
    { label: 'client.tree.target.person', next: budget },
    { label: 'client.tree.target.group', next: members },
  ],
};

const municipality: Question = {
  question: 'client.tree.municipality',
  choices: [
    { label: 'client.tree.yes', detail: 'client.tree.municipality.yes.detail', next: target },
    {
      label: 'client.tree.no',
      detail: 'client.tree.municipality.no.detail',
      next: { belongs: false, reason: 'client.tree.reason.notMunicipality' },
    },
  ],
};

/** Where the tree begins. */
export const PURPOSE: Question = {
  question: 'client.tree.purpose',
  choices: [
    { label: 'client.tree.purpose.reintegration', next: municipality },
    {
      label: 'client.tree.purpose.care',
      detail: 'client.tree.purpose.care.detail',
      next: { belongs: false, reason: 'client.tree.reason.care' },
    },
  ],
};

export function isAnswer(step: Question | Answer): step is Answer {
  return 'belongs' in step;
}
