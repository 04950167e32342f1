-- What kvit 0.1.0 left behind. It never changes: shops have such databases.

CREATE TABLE kvit_attempt (
  uuid text COLLATE "C" PRIMARY KEY,
  "order" text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  handle text COLLATE "C" NOT NULL UNIQUE,
  state text NOT NULL,
  amount bigint NOT NULL,
  currency text NOT NULL,
  digest text NOT NULL,
  snapshot text NOT NULL,
  "idempotencyKey" text COLLATE "C" UNIQUE,
  "bodyHash" text,
  "gatewayId" bigint,
  "paymentUrl" text,
  "lastStatus" double precision,
  "leaseUntil" double precision NOT NULL,
  "checkedAt" double precision NOT NULL,
  "seenAt" double precision NOT NULL,
  "dueAt" double precision,
  "receiptsAt" double precision NOT NULL,
  receipts text,
  version bigint NOT NULL,
  "createdAt" double precision NOT NULL,
  "updatedAt" double precision NOT NULL,
  UNIQUE ("order", n)
);
CREATE UNIQUE INDEX kvit_attempt_paid_once ON kvit_attempt ("order") WHERE state = 'PAID';
CREATE INDEX kvit_attempt_gateway ON kvit_attempt ("gatewayId") WHERE "gatewayId" IS NOT NULL;
CREATE INDEX kvit_attempt_due ON kvit_attempt ("dueAt") WHERE "dueAt" IS NOT NULL;

CREATE TABLE kvit_inbox (
  key text COLLATE "C" PRIMARY KEY,
  "gatewayId" bigint,
  uuid text,
  "receivedAt" double precision NOT NULL
);
CREATE INDEX kvit_inbox_age ON kvit_inbox ("receivedAt", key);

CREATE TABLE kvit_outbox (
  key text COLLATE "C" PRIMARY KEY,
  kind text NOT NULL,
  attempt text COLLATE "C" NOT NULL REFERENCES kvit_attempt (uuid),
  tries bigint NOT NULL,
  "dueAt" double precision NOT NULL,
  delivered boolean NOT NULL DEFAULT false
);
CREATE INDEX kvit_outbox_due ON kvit_outbox ("dueAt") WHERE NOT delivered;

CREATE TABLE kvit_schema (version integer NOT NULL);
INSERT INTO kvit_schema (version) VALUES (1);

INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7', 'счёт-7', 1, 'handle-1', 'REJECTED', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''1''"}', 'key-1', 'hash-1', NULL, NULL, NULL, 1795251615000, 0, 0, NULL, 0, NULL, 1, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.2', 'счёт-7', 2, 'handle-2', 'UNKNOWN', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''2''"}', 'key-2', 'hash-2', NULL, NULL, NULL, 1795251615000, 0, 0, 1795251602000.25, 0, NULL, 1, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.3', 'счёт-7', 3, 'handle-3', 'ORPHANED', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''3''"}', NULL, NULL, 3, NULL, 0, 1795251615000, 0, 0, 1795251615000, 0, NULL, 4, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.4', 'счёт-7', 4, 'handle-4', 'CANCELLED', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''4''"}', NULL, NULL, 9007199254740004, 'https://urlpay.io/pay/4', 2, 1795251615000, 1795251601004, 1795251601250.5, 1795251615000, 0, NULL, 1, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.5', 'счёт-7', 5, 'handle-5', 'FAILED', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''5''"}', NULL, NULL, 9007199254740005, 'https://urlpay.io/pay/5', 4, 1795251615000, 1795251601005, 1795251601250.5, 1795251615000, 0, NULL, 1, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.6', 'счёт-7', 6, 'handle-6', 'PROCESSING', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''6''"}', NULL, NULL, 9007199254740006, 'https://urlpay.io/pay/6', 1, 1795251615000, 1795251601006, 1795251601250.5, 1795251615000, 0, NULL, 1, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.7', 'счёт-7', 7, 'handle-7', 'HELD', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''7''"}', NULL, NULL, 9007199254740007, 'https://urlpay.io/pay/7', 6, 1795251615000, 1795251601007, 1795251601250.5, 1795251615000, 0, NULL, 1, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.8', 'счёт-7', 8, 'handle-8', 'PAID', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''8''"}', NULL, NULL, 9007199254740008, 'https://urlpay.io/pay/8', 3, 1795251615000, 1795251601008, 1795251601250.5, NULL, 1795251700000, '{"a":"№"}', 1, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.9', 'счёт-7', 9, 'handle-9', 'DUP_PAID', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''9''"}', NULL, NULL, 9007199254740009, 'https://urlpay.io/pay/9', 3, 1795251615000, 1795251601009, 1795251601250.5, NULL, 0, NULL, 1, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.10', 'счёт-7', 10, 'handle-10', 'MISMATCH', 429496729500, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''10''"}', NULL, NULL, 9007199254740010, 'https://urlpay.io/pay/10', -1.5, 1795251615000, 1795251601010, 1795251601250.5, NULL, 0, NULL, 1, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.11', 'счёт-7', 11, 'handle-11', 'OPEN', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''11''"}', NULL, NULL, 9007199254740011, 'https://urlpay.io/pay/11', 0, 1795251615000, 1795251601011, 1795251601250.5, 1795251615000, 0, NULL, 2, 1795251600000, 1795251600000);
INSERT INTO kvit_attempt ("uuid", "order", "n", "handle", "state", "amount", "currency", "digest", "snapshot", "idempotencyKey", "bodyHash", "gatewayId", "paymentUrl", "lastStatus", "leaseUntil", "checkedAt", "seenAt", "dueAt", "receiptsAt", "receipts", "version", "createdAt", "updatedAt")
  VALUES ('счёт-7.12', 'счёт-7', 12, 'handle-12', 'CREATING', 25050, 'rub', 'digest', '{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 ''12''"}', NULL, NULL, NULL, NULL, NULL, 1795251615000, 0, 0, 1795251615000, 0, NULL, 1, 1795251600000, 1795251600000);
INSERT INTO kvit_inbox ("key", "gatewayId", "uuid", "receivedAt")
  VALUES ('in-1', 9007199254740000, NULL, 1795251600000);
INSERT INTO kvit_inbox ("key", "gatewayId", "uuid", "receivedAt")
  VALUES ('in-2', NULL, 'чужой', 1795251600000.5);
INSERT INTO kvit_outbox ("key", "kind", "attempt", "tries", "dueAt")
  VALUES ('paid:счёт-7', 'paid', 'счёт-7.8', 3, 1795251600000);
INSERT INTO kvit_outbox ("key", "kind", "attempt", "tries", "dueAt")
  VALUES ('refund:счёт-7.9', 'refund', 'счёт-7.9', 0, 1795251600001.5);
INSERT INTO kvit_outbox ("key", "kind", "attempt", "tries", "dueAt", "delivered")
  VALUES ('refund:delivered', 'refund', 'счёт-7.10', 1, 5, true);
