/** Fields of requests to the gateway. Each is strict and has a rule in words that a person can read. */
import * as z from 'zod';
import { writeKopecks, type Kopecks } from '../../../domain/money/money.ts';

/** 15 digits of kopecks, which a gateway that reads JSON numbers as doubles still reads exactly. */
const MAX_AMOUNT: Kopecks = 999_999_999_999_999;

/** The message for a value that breaks a rule, and the one for a missing value. */
export const rule = (message: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? 'is missing' : message),
});

// a lone surrogate has no UTF-8 form, so the gateway would store another text
export const text = z.string(rule('must be text')).regex(/^\P{Cs}*$/u, 'must be well-formed Unicode');
export const filled = text.regex(/\S/, 'must not be empty');
/** An order's uuid: no spaces, so that URLs, logs and databases keep it unchanged. */
export const uuid = text.regex(/^\S+$/, 'must not be empty or have spaces');

/** A whole number from `least` to `most`. */
export const whole = (least: number, most: number, noun: string) => {
  const message = `must be ${noun}`;
  return z.int(rule(message)).min(least, message).max(most, message);
};

/** An id that the gateway has assigned. */
export const gatewayId = whole(1, Number.MAX_SAFE_INTEGER, 'a positive whole number');
/** A positive amount of whole kopecks. */
export const kopecks = whole(
  1,
  MAX_AMOUNT,
  `a whole number of kopecks, at most ${writeKopecks(MAX_AMOUNT)} roubles`,
);

/** Digits as text: as a number, an account would lose its leading zeros and its last digits. */
export const digits = (least: number, most: number) => {
  const message = least === most ? `must be ${least} digits` : `must be ${least} to ${most} digits`;
  return z.string(rule(message)).regex(new RegExp(`^[0-9]{${least},${most}}$`), message);
};

/** A calendar date, `YYYY-MM-DD`. */
export const date = z.iso.date({ error: 'must be a date like 2026-01-31' });
