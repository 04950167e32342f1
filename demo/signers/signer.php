<?php

/**
 * A minimal signer for Kvit in PHP: no framework and no database. It needs only php-cli 8.1 or newer.
 *
 *     PHP_CLI_SERVER_WORKERS=4 php -q -S 127.0.0.1:8000 signer.php
 *
 * README.md in this folder lists the settings and what this file leaves out.
 */

declare(strict_types=1);

ini_set('display_errors', '0'); // a printed warning could contain secrets
ini_set('serialize_precision', '-1'); // json_encode writes 83.5 as 83.5
ignore_user_abort(true); // a buyer who closes the tab must not stop us between the gateway's answer and its journal entry

/** Your price list: kopecks for a piece or a kilogram, and the receipt's fields. A price from a browser is only a claim. */
const PRODUCTS = [
    'Булочка с маком' => ['kopecks' => 8350, 'vat_code' => 2, 'measurement_unit' => 0],
    'Пирог с капустой' => ['kopecks' => 89000, 'vat_code' => 2, 'measurement_unit' => 11],
];

/**
 * Your orders. Returns the order of that number, or null if it is not this buyer's; quantities are thousandths of a piece or a
 * kilogram. Ask your session and your database here. In this example every number like bulka-… is the same breakfast. A number must
 * not contain a point: the uuid of the second attempt is "<number>.2".
 */
function find_order(string $uuid): ?array
{
    if (!preg_match('/^bulka-[A-Za-z0-9_-]{8,64}$/D', $uuid)) return null;
    $basket = ['Булочка с маком' => 3000, 'Пирог с капустой' => 1250];
    $total = 0;
    $items = [];
    foreach ($basket as $name => $quantity) {
        ['kopecks' => $price, 'vat_code' => $vat, 'measurement_unit' => $unit] = PRODUCTS[$name];
        $total += intdiv($price * $quantity + 500, 1000); // price × quantity, half up, in integers
        $items[] = ['description' => $name, 'quantity' => $quantity / 1000, 'price' => $price / 100, 'vat_code' => $vat,
            'payment_subject' => 1, 'payment_mode' => 4, 'measurement_unit' => $unit];
    }
    $amount = sprintf('%d.%02d', intdiv($total, 100), $total % 100);
    return ['uuid' => $uuid, 'description' => 'Покупка булочек', 'currency' => 'rub', 'amount' => $amount, 'items' => $items,
        'subscribe' => null, 'holdTime' => null];
}

/**
 * Called at least once for each paid order. Hand over the goods here; a second call for the same order must do nothing. Store the
 * buyer's consents for as long as the law may require you to show them.
 */
function on_paid(string $order, array $consents): void
{
    note("order $order is paid");
}

/** Writes to stderr. The option "-q" hides the secret callback path from the log of PHP's server, and error_log() with it. */
function note(string $words): void
{
    file_put_contents('php://stderr', "$words\n");
}

/** A refusal (RFC 9457). The widget acts on its code. */
final class Problem extends Exception
{
    public function __construct(public readonly int $status, public readonly string $name, string $detail, public readonly array $extra = [])
    {
        parent::__construct($detail);
    }
}

/** The same 404 for missing, malformed and foreign orders and payments, so that it reveals nothing. */
function not_found(): Problem
{
    return new Problem(404, 'not_found', 'There is nothing here.');
}

function setting(string $name, ?string $default = null): string
{
    $value = getenv($name);
    if ($value !== false && $value !== '') return $value;
    return $default ?? throw new RuntimeException("$name is not set");
}

function gateway_url(): string
{
    $url = rtrim(setting('URLPAY_GATEWAY', 'https://urlpay.io/api'), '/');
    if (preg_match('~^(?:https://[a-z0-9.-]+(?::\d+)?|http://(?:127\.0\.0\.1|localhost)(?::\d+)?)/~', "$url/")) return $url;
    throw new RuntimeException('URLPAY_GATEWAY must be https, or http on this machine');
}

/** True if an address is on one of these origins. The slash after the origin excludes "https://urlpay.io@evil.com". */
function lies_on(mixed $url, array $origins): bool
{
    if (!is_string($url) || !preg_match('/^[!-~]+$/D', $url)) return false;
    foreach ($origins as $origin) {
        if ($origin !== '' && str_starts_with($url, "$origin/")) return true;
    }
    return false;
}

function origins(): array
{
    return explode(',', setting('KVIT_ORIGINS'));
}

/** The allowed origins of payment pages: the gateway's own and those of KVIT_PAY_ORIGINS. */
function page_origins(): array
{
    preg_match('~^https?://[^/]+~', gateway_url(), $own);
    return [$own[0], ...explode(',', setting('KVIT_PAY_ORIGINS', ''))];
}

/** A number as text, to avoid comparing floats: 83.5, "83.50" and "83.5" all give "83.5". Null if it is not a plain decimal. */
function plain(mixed $value): ?string
{
    $text = is_int($value) || is_float($value) ? json_encode($value) : $value;
    if (!is_string($text) || !preg_match('/^(0|[1-9]\d{0,11})(\.\d{1,3})?$/D', $text)) return null;
    return str_contains($text, '.') ? rtrim(rtrim($text, '0'), '.') : $text;
}

const NUMBERS = ['quantity', 'price', 'vat_code', 'payment_subject', 'payment_mode', 'measurement_unit'];
const TEXTS = ['product_code', 'country_of_origin_code', 'customs_declaration_number', 'excise'];

/** Goods, prices and sum as one text. A claim is accepted only if its text equals the order's text. */
function substance(array $order): string
{
    $lines = [];
    foreach (is_array($order['items'] ?? null) ? $order['items'] : [] as $item) {
        $numbers = array_map(fn($name) => plain($item[$name] ?? null), NUMBERS);
        $texts = array_map(fn($name) => $item[$name] ?? null, TEXTS);
        $lines[] = [is_string($item['description'] ?? null) ? trim($item['description']) : null, $numbers, $texts];
    }
    $head = array_map(fn($name) => $order[$name] ?? null, ['currency', 'amount', 'subscribe', 'holdTime']);
    return json_encode([$head, $lines], JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
}

/** The fields of a consent. */
const CONSENT = [
    'kind' => '/^(offer|personal_data|subscription)$/D',
    'text' => '/^.{1,2000}$/Dsu',
    'url' => '/^.{0,2048}$/Dsu',
    'version' => '/^.{1,64}$/Dsu',
    'at' => '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/D',
];

/** Checks the buyer's consents and adds our own time. They are stored with the attempt and do not affect the price. */
function consents_in(array $claim): array
{
    $given = $claim['consents'] ?? [];
    $many = !is_array($given) || !array_is_list($given) || count($given) > 10;
    $wrong = $many ? ['consents'] : [];
    foreach ($many ? [] : $given as $index => $consent) {
        if (!is_array($consent)) $wrong[] = "consents[$index]";
        else foreach (array_keys(CONSENT + $consent) as $name) {
            $value = $consent[$name] ?? null;
            $fits = $value === null ? isset(CONSENT[$name]) && !in_array($name, ['kind', 'text'], true)
                : is_string($value) && preg_match(CONSENT[$name] ?? '/(*FAIL)/', $value) === 1;
            if (!$fits) $wrong[] = "consents[$index].$name";
        }
    }
    $errors = array_map(fn($field) => ['field' => $field, 'message' => 'is wrong or unknown'], $wrong);
    if ($errors) throw new Problem(422, 'refused', 'The request breaks a rule.', ['errors' => $errors]);
    $now = (new DateTimeImmutable('now', new DateTimeZone('UTC')))->format('Y-m-d\TH:i:s.v\Z');
    return array_map(fn($consent) => $consent + ['received_at' => $now], $given);
}

function read_json(): array
{
    $body = file_get_contents('php://input', length: 65537);
    if (strlen($body) > 65536) throw new Problem(413, 'refused', 'The body is over 65536 bytes.');
    $json = json_decode($body, true, 16);
    return is_array($json) ? $json : throw new Problem(400, 'refused', 'The body is not JSON of a reasonable depth.');
}

/**
 * All payment attempts of one order, as a file of JSON lines; the last line of an attempt counts. The file is locked until the
 * request ends, so the buyer's second tab waits and gets the same page as the first.
 */
final class Journal
{
    public array $attempts = [];

    private function __construct(public readonly string $path, private $file)
    {
        rewind($file);
        foreach (explode("\n", stream_get_contents($file)) as $row) {
            $attempt = json_decode($row, true); // null for a line cut off by a power failure
            if ($attempt) $this->attempts[$attempt['n']] = $attempt;
        }
    }

    public static function path(string $name): string
    {
        return setting('KVIT_DATA') . "/$name"; // a folder that is not served to browsers
    }

    public static function open(string $path): self
    {
        $file = fopen($path, 'a+') ?: throw new RuntimeException('KVIT_DATA cannot be written');
        for ($tries = 0; $tries < 120; $tries++) {
            if (flock($file, LOCK_EX | LOCK_NB)) return new self($path, $file);
            usleep(100_000);
        }
        throw new Problem(409, 'in_progress', 'Another payment page of this order is being made.');
    }

    /** Returns once the line is on the disk. */
    public function write(array $attempt): array
    {
        $row = "\n" . json_encode($attempt, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE) . "\n";
        $done = fwrite($this->file, $row) === strlen($row) && fflush($this->file) && fsync($this->file);
        if (!$done) throw new RuntimeException('the disk is full or broken');
        return $this->attempts[$attempt['n']] = $attempt;
    }
}

/** Calls the gateway once, without retries. @return array{int, array} status 0 if there was no answer; an empty body if it is not JSON */
function gateway(string $method, string $path, string $body = ''): array
{
    $headers = ['Accept: application/json', 'Content-Type: application/json', 'Connection: close', 'Authorization: Bearer ' . setting('URLPAY_KEY')];
    $options = ['method' => $method, 'header' => $headers, 'content' => $body, 'timeout' => $method === 'POST' ? 10 : 5,
        'ignore_errors' => true, 'follow_location' => 0, 'protocol_version' => 1.1];
    $text = @file_get_contents(gateway_url() . $path, false, stream_context_create(['http' => $options]), 0, 1_048_576);
    $status = preg_match('~^HTTP/\S+ (\d{3})~', $http_response_header[0] ?? '', $parts) ? (int) $parts[1] : 0;
    $json = json_decode((string) $text, true);
    return [$text === false ? 0 : $status, is_array($json) ? $json : []];
}

/** Limits requests about a payment to one in two seconds for all tabs. The file's modification time is the time of the last request. */
function asked_lately(string $marker): bool
{
    $at = is_file($marker) ? filemtime($marker) : 0;
    return abs(time() - $at) < 2 || !touch($marker);
}

/** The allowed transitions of UrlPay's status; others are ignored. 3 (paid) is final. Money may still arrive after 2 (cancelled) and 4 (error). */
const NEXT = [0 => [1, 2, 3, 4, 5, 6], 1 => [2, 3, 4, 5, 6], 2 => [3, 5, 6], 3 => [], 4 => [3, 5, 6], 5 => [2, 3, 4], 6 => [2, 3, 4]];

/** Asks the gateway about an attempt and records the answer. A payment becomes paid only here. @return bool true if the answer was usable */
function look(Journal $journal, array $attempt, ?int $id): bool
{
    if ($id === null || $attempt['status'] === 3 || $attempt['state'] === 'mismatch') return true;
    [$status, $answer] = gateway('GET', "/v2/payments/$id");
    $payment = $status === 200 && is_array($answer['payment'] ?? null) ? $answer['payment'] : [];
    ['uuid' => $uuid, 'currency' => $currency] = $payment + ['uuid' => null, 'currency' => null];
    if (!is_string($uuid) || !is_string($currency) || (string) json_encode($payment['id'] ?? $id, JSON_NUMERIC_CHECK) !== "$id") return false;
    // ids are sequential and callbacks unsigned: an id from a callback counts only if the gateway has it under our uuid
    if ($uuid !== $attempt['uuid'] && $attempt['id'] === null) return false;
    $amount = plain($payment['amount'] ?? null);
    if ($amount === null) return false;
    if ($uuid !== $attempt['uuid'] || $amount !== plain($attempt['amount']) || strtolower($currency) !== 'rub') {
        note("payment $id is not what was asked for: look at it in the gateway's cabinet");
        $journal->write(['state' => 'mismatch', 'id' => $id] + $attempt);
        return true;
    }
    $new = is_numeric($payment['status'] ?? null) ? $payment['status'] + 0 : null; // some gateways send "3" as text
    if (!in_array($new, NEXT[$attempt['status']], true)) $new = $attempt['status'];
    if ($new === 3) tell_paid($journal, $attempt);
    if ([$new, $id] !== [$attempt['status'], $attempt['id']]) $journal->write(['status' => $new, 'id' => $id] + $attempt);
    return true;
}

/** Runs before the journal is written, so that a crash in between repeats the call and never loses it. */
function tell_paid(Journal $journal, array $attempt): void
{
    $paid = array_filter($journal->attempts, fn($other) => $other['status'] === 3);
    if ($paid) note("REFUND DUE: {$attempt['uuid']} was paid, though its order was paid already");
    else on_paid($journal->attempts[1]['uuid'], $attempt['consents'] ?? []);
}

/** Refuses a second page for an order that is paid, held or being paid. */
function refuse_settled(Journal $journal): void
{
    foreach ([3, 5, 6, 1] as $status) {
        foreach ($journal->attempts as $attempt) {
            if ($attempt['status'] !== $status) continue;
            throw new Problem(409, 'already_paid', 'A payment of this order is made or on its way.', ['id' => $attempt['handle']]);
        }
    }
    foreach ($journal->attempts as $attempt) if ($attempt['state'] === 'mismatch') throw mismatch();
}

function mismatch(): Problem
{
    return new Problem(409, 'payment_mismatch', 'The gateway’s payment is not the one that was asked for.');
}

function unknown_outcome(): Problem
{
    return new Problem(504, 'gateway_unknown', 'Nobody knows whether the payment was created; its page is not used.');
}

/** POST /payments */
function pay(): array
{
    // a page of another site can post a form here, but cannot send JSON or our Origin header
    if (!in_array($_SERVER['HTTP_ORIGIN'] ?? '', origins(), true)) throw new Problem(403, 'refused', 'Pages of this origin may not call here.');
    if (!preg_match('~^application/json *(; *charset=utf-8)?$~iD', $_SERVER['CONTENT_TYPE'] ?? '')) {
        throw new Problem(415, 'refused', 'The body must be application/json.');
    }
    $claim = read_json();
    $order = find_order_of($claim['uuid'] ?? null);
    $true = substance($order);
    if (substance($claim) !== $true) throw new Problem(409, 'price_changed', 'The order is not what the shop would charge.', ['order' => $order]);
    // the payment page redirects the buyer to this address: a foreign one would be an open redirect for phishing
    if (isset($claim['website_url']) && !lies_on($claim['website_url'], origins())) {
        $errors = [['field' => 'website_url', 'message' => 'must be an address of this shop']];
        throw new Problem(422, 'refused', 'The request breaks a rule.', ['errors' => $errors]);
    }
    $consents = consents_in($claim);
    $journal = Journal::open(Journal::path(hash('sha256', $order['uuid'])));
    $sure = true;
    foreach ($journal->attempts as $attempt) {
        // we hold the lock, so the process that was creating this attempt has died; the gateway may have received it
        if ($attempt['state'] === 'creating') $journal->write(['state' => 'unknown'] + $attempt);
        elseif (!look($journal, $attempt, $attempt['id']) && $attempt['url']) $sure = false;
    }
    refuse_settled($journal);
    $last = end($journal->attempts);
    if ($last && $last['url'] && $last['status'] === 0 && $last['cart'] === hash('sha256', $true)) return released($last);
    if (!$sure) throw unknown_outcome(); // an earlier page may just have been paid
    return create($journal, $order, hash('sha256', $true), $claim, $consents);
}

/** Creates an attempt under its own uuid: written to the journal first, then POSTed to the gateway once. */
function create(Journal $journal, array $order, string $cart, array $claim, array $consents): array
{
    $n = count($journal->attempts) + 1;
    $random = rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
    $uuid = $n === 1 ? $order['uuid'] : "{$order['uuid']}.$n";
    $attempt = $journal->write(['n' => $n, 'uuid' => $uuid, 'handle' => basename($journal->path) . ".$random", 'state' => 'creating',
        'status' => 0, 'amount' => $order['amount'], 'description' => $order['description'], 'cart' => $cart,
        'consents' => $consents, 'id' => null, 'url' => null]);
    $shop = (int) setting('URLPAY_SHOP_ID');
    // the signature covers the sum exactly as it is sent
    $sign = sha1($order['currency'] . $order['amount'] . $shop . setting('URLPAY_SECRET'));
    $language = in_array($claim['language'] ?? null, ['ru', 'en'], true) ? $claim['language'] : null;
    // sends our order; only the language and the checked address come from the browser
    $request = ['uuid' => $uuid, 'shopId' => $shop, 'website_url' => $claim['website_url'] ?? null, 'language' => $language, 'sign' => $sign] + $order;
    $request = array_filter($request, fn($value) => $value !== null);
    [$status, $answer] = gateway('POST', '/v2/payments', json_encode($request, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE));
    if (in_array($status, [401, 403, 404, 422], true)) {
        $journal->write(['state' => 'refused', 'status' => 4] + $attempt);
        note("the gateway refused $uuid with $status");
        throw new Problem(502, 'gateway_refused', 'The gateway refused to create the payment.');
    }
    ['id' => $id, 'paymentUrl' => $url] = $answer + ['id' => null, 'paymentUrl' => null];
    $whole = in_array($status, [200, 201], true) && ($answer['success'] ?? true) === true;
    if (!$whole || !preg_match('/^[1-9]\d{0,15}$/D', (string) json_encode($id)) || !is_string($url) || $url === '') {
        $journal->write(['state' => 'unknown'] + $attempt);
        throw unknown_outcome();
    }
    $safe = lies_on($url, page_origins());
    $attempt = $journal->write(['state' => $safe ? 'open' : 'unknown', 'id' => $id, 'url' => $safe ? $url : null] + $attempt);
    return $safe ? released($attempt) : throw new Problem(502, 'pay_host_forbidden', 'The payment page is on a host nobody allowed.');
}

function released(array $attempt): array
{
    return [201, ['success' => true, 'id' => $attempt['handle'], 'paymentUrl' => $attempt['url']]];
}

/** Finds the attempt by its random handle. The gateway's sequential ids could be guessed, so they are not accepted. */
function named(): array
{
    $handle = $_SERVER['HTTP_KVIT_PAYMENT'] ?? '';
    if (!preg_match('/^([0-9a-f]{64})\.[A-Za-z0-9_-]{43}$/D', $handle, $parts) || !is_file(Journal::path($parts[1]))) throw not_found();
    $journal = Journal::open(Journal::path($parts[1]));
    foreach ($journal->attempts as $attempt) if (hash_equals($attempt['handle'], $handle)) return [$journal, $attempt];
    throw not_found();
}

/** GET /payment */
function show_payment(): array
{
    [$journal, $attempt] = named();
    if (!asked_lately("$journal->path.{$attempt['n']}.asked")) look($journal, $attempt, $attempt['id']);
    $attempt = $journal->attempts[$attempt['n']];
    if ($attempt['state'] === 'mismatch') throw mismatch();
    $payment = ['uuid' => $journal->attempts[1]['uuid'], 'amount' => $attempt['amount'], 'currency' => 'rub',
        'description' => $attempt['description'], 'status' => $attempt['status']];
    return [200, ['success' => true, 'payment' => $payment]];
}

/** GET /receipt: only for paid orders. The last answer is cached in a file; its modification time is the time of the request. */
function show_receipt(): array
{
    [$journal, $attempt] = named();
    if ($attempt['status'] !== 3) throw not_found();
    $kept = "$journal->path.{$attempt['n']}.receipts";
    if (!asked_lately($kept)) {
        [$status, $answer] = gateway('GET', "/v2/payments/{$attempt['id']}/receipt");
        $ours = fn($item) => is_array($item) && in_array($item['uuid'] ?? $attempt['uuid'], [$attempt['uuid'], $journal->attempts[1]['uuid']], true);
        if ($status === 200) file_put_contents($kept, json_encode(array_values(array_filter($answer['items'] ?? [], $ours))));
        elseif ($status !== 404 && filesize($kept) === 0) throw new Problem(503, 'unavailable', 'The gateway cannot be asked just now.');
    }
    $items = json_decode(file_get_contents($kept), true) ?: throw not_found();
    return [200, ['status' => 'success', 'items' => $items]];
}

/** GET /order?uuid=… */
function show_order(): array
{
    return [200, find_order_of($_GET['uuid'] ?? null)];
}

function find_order_of(mixed $uuid): array
{
    return (is_string($uuid) ? find_order($uuid) : null) ?? throw not_found();
}

/** POST /callback/<secret>: callbacks are unsigned, so one only makes us ask the gateway. 200 confirms that we did. */
function take_callback(): array
{
    ['uuid' => $uuid, 'id' => $id] = read_json() + ['uuid' => null, 'id' => null];
    $path = Journal::path(hash('sha256', preg_replace('/\.\d+$/D', '', is_string($uuid) ? $uuid : '')));
    if (!is_file($path)) throw not_found();
    $journal = Journal::open($path);
    foreach ($journal->attempts as $attempt) {
        if ($attempt['uuid'] !== $uuid) continue;
        if (look($journal, $attempt, $attempt['id'] ?? (is_int($id) ? $id : null))) return [200, ['success' => true]];
        throw new Problem(503, 'unavailable', 'The gateway cannot be asked just now.');
    }
    throw not_found();
}

function answer(): array
{
    $path = strtok($_SERVER['REQUEST_URI'], '?');
    $secret = setting('KVIT_CALLBACK_SECRET');
    if (strlen($secret) < 16) throw new RuntimeException('KVIT_CALLBACK_SECRET needs 16 characters that nobody can guess');
    [$method, $handler] = match (true) {
        $path === '/kvit/payments' => ['POST', 'pay'],
        $path === '/kvit/payment' => ['GET', 'show_payment'],
        $path === '/kvit/receipt' => ['GET', 'show_receipt'],
        $path === '/kvit/order' => ['GET', 'show_order'],
        hash_equals("/kvit/callback/$secret", $path) => ['POST', 'take_callback'],
        default => throw not_found(),
    };
    if ($_SERVER['REQUEST_METHOD'] !== $method) throw new Problem(405, 'refused', "This address takes $method.");
    return $handler();
}

try {
    [$status, $body] = answer();
} catch (Throwable $error) {
    if (!$error instanceof Problem) note(get_class($error) . ': ' . $error->getMessage());
    $problem = $error instanceof Problem ? $error : new Problem(500, 'internal', 'Something went wrong.');
    $status = $problem->status;
    $body = ['type' => 'about:blank', 'title' => 'Refused', 'status' => $status, 'code' => $problem->name, 'detail' => $problem->getMessage()] + $problem->extra;
}
http_response_code($status);
header('Content-Type: application/' . ($status < 400 ? 'json' : 'problem+json'));
header('Cache-Control: no-store');
header('X-Content-Type-Options: nosniff');
header_remove('X-Powered-By');
if ($status === 409 && $body['code'] === 'in_progress') header('Retry-After: 2');
echo json_encode($body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
