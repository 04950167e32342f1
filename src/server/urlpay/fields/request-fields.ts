/** Fields of what is sent to the gateway: strict, each with a rule that can be shown. */
import * as z from 'zod';
import { writeKopecks, type Kopecks } from '../../../domain/money/money.ts';

/** 15 digits: a gateway that reads JSON numbers as doubles still reads the same kopecks. */
const MAX_AMOUNT: Kopecks = 999_999_999_999_999;

/** What is said of a value that breaks a rule, and of one that is not there. */
export const rule = (message: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? 'is missing' : message),
});

// half a surrogate pair has no UTF-8, so the gateway would store another text
export const text = z.string(rule('must be text')).regex(/^\P{Cs}*$/u, 'must be well-formed Unicode');
export const filled = text.regex(/\S/, 'must not be empty');
/** Survives URLs, logs and other people's databases. */
export const uuid = text.regex(/^\S+$/, 'must not be empty or have spaces');

/** A whole number within bounds. */
export const whole = (least: number, most: number, noun: string) => {
  const message = `must be ${noun}`;
  return z.int(rule(message)).min(least, message).max(most, message);
};

/** A number of the gateway's own making. */
export const gatewayId = whole(1, Number.MAX_SAFE_INTEGER, 'a positive whole number');
/** Money that moves: never nothing, never a fraction. */
export const kopecks = whole(
  1,
  MAX_AMOUNT,
  `a whole number of kopecks, at most ${writeKopecks(MAX_AMOUNT)} roubles`,
);

/** So many digits, as text: account numbers lose their zeros and their last digits as numbers. */
export const digits = (least: number, most: number) => {
  const message = least === most ? `must be ${least} digits` : `must be ${least} to ${most} digits`;
  return z.string(rule(message)).regex(new RegExp(`^[0-9]{${least},${most}}$`), message);
};

/** A day of the calendar. */
export const date = z.iso.date({ error: 'must be a date like 2026-01-31' });
