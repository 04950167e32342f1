<?php

/**
 * The smallest honest signer for Kvit in PHP: no framework, no database, nothing to install beside php-cli (8.1 or newer).
 *
 *     PHP_CLI_SERVER_WORKERS=4 php -q -S 127.0.0.1:8000 signer.php
 *
 * README.md beside it names the settings, and what this file leaves out.
 */

declare(strict_types=1);

ini_set('display_errors', '0'); // a warning on the page could quote what must not leave
ini_set('serialize_precision', '-1'); // json_encode writes 83.5 as 83.5
ignore_user_abort(true); // a buyer who closes the tab must not stop us between asking the gateway and noting its answer

/** Your price list: kopecks for a piece or a kilogram, and what the receipt has to say. What a browser sends is only a claim. */
const PRODUCTS = [
    'Булочка с маком' => ['kopecks' => 8350, 'vat_code' => 2, 'measurement_unit' => 0],
    'Пирог с капустой' => ['kopecks' => 89000, 'vat_code' => 2, 'measurement_unit' => 11],
];

/**
 * Your orders: what lies in the basket of that number, in thousandths of a piece or a kilogram; null for an order that is not this
 * buyer's. Ask your session and your database here. In this example every number like bulka-… is one breakfast. A number has no
 * point in it, so that the second attempt's "<number>.2" is nobody's first.
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

/** Called at least once for each paid order: hand the goods over here, and let a second call for the same order do nothing. */
function on_paid(string $order): void
{
    note("order $order is paid");
}

/** Not error_log(): the development server prints that among its requests, and "-q", which hides their addresses, hides it too. */
function note(string $words): void
{
    file_put_contents('php://stderr', "$words\n");
}

/** An answer that is a refusal (RFC 9457); the widget goes by its code. */
final class Problem extends Exception
{
    public function __construct(public readonly int $status, public readonly string $name, string $detail, public readonly array $extra = [])
    {
        parent::__construct($detail);
    }
}

/** One 404 for all that is missing, malformed or somebody else's, so that nothing can be learnt from it. */
function not_found(): Problem
{
    return new Problem(404, 'not_found', 'There is nothing here.');
}

function invalid(string $field, string $message): Problem
{
    $errors = [['field' => $field, 'message' => $message]];
    return new Problem(422, 'refused', 'The request breaks a rule.', ['errors' => $errors]);
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

/** Whether an address lies on one of these origins. The slash after the origin is what "https://urlpay.io@evil.com" lacks. */
function lies_on(string $url, array $origins): bool
{
    if (!preg_match('/^[!-~]+$/D', $url)) return false;
    foreach ($origins as $origin) {
        if ($origin !== '' && str_starts_with($url, "$origin/")) return true;
    }
    return false;
}

function origins(): array
{
    return explode(',', setting('KVIT_ORIGINS'));
}

/** Where payment pages may be: on the gateway's own origin, and where the shop says. */
function page_origins(): array
{
    preg_match('~^https?://[^/]+~', gateway_url(), $own);
    return [$own[0], ...explode(',', setting('KVIT_PAY_ORIGINS', ''))];
}

/** Reads "1000.50" as 100050 without a float: digits and perhaps a point, no sign, exponent, comma or space. */
function units(mixed $value, int $decimals, string $field): int
{
    $text = is_int($value) || is_float($value) ? json_encode($value) : $value;
    $good = is_string($text) && preg_match('/^(0|[1-9]\d{0,11})(?:\.(\d{1,3}))?$/D', $text, $parts);
    if (!$good || strlen($parts[2] ?? '') > $decimals) throw invalid($field, 'must be a plain number');
    return (int) ($parts[1] . str_pad($parts[2] ?? '', $decimals, '0'));
}

function only(array $fields, array $known, string $path = ''): void
{
    foreach (array_keys($fields) as $name) {
        if (!in_array($name, $known, true)) throw invalid($path . substr((string) $name, 0, 64), 'is not a known field');
    }
}

const NUMBERS = ['quantity' => 3, 'price' => 2, 'vat_code' => 0, 'payment_subject' => 0, 'payment_mode' => 0];
const EXTRAS = ['product_code', 'country_of_origin_code', 'customs_declaration_number', 'excise'];

/** One line of a cart as plain values that can be compared. */
function line(mixed $item, string $path): array
{
    if (!is_array($item)) throw invalid($path, 'must be an object');
    only($item, ['description', 'measurement_unit', ...array_keys(NUMBERS), ...EXTRAS], "$path.");
    $line = [trim(text($item, 'description', "$path."))];
    foreach (NUMBERS as $name => $decimals) $line[] = units($item[$name] ?? null, $decimals, "$path.$name");
    $unit = $item['measurement_unit'] ?? null;
    $line[] = $unit === null ? null : units($unit, 0, "$path.measurement_unit");
    foreach (EXTRAS as $name) $line[] = $item[$name] ?? null;
    return $line;
}

/** What is charged for what, as one text: a claim is true when its text is the order's own. */
function substance(array $order): string
{
    $items = $order['items'] ?? null;
    if (!is_array($items) || !array_is_list($items) || count($items) < 1 || count($items) > 100) {
        throw invalid('items', 'must be a list of 1 to 100 lines');
    }
    $lines = array_map(fn($item, $index) => line($item, "items[$index]"), $items, array_keys($items));
    $rest = [units($order['amount'] ?? null, 2, 'amount'), $order['subscribe'] ?? null, $order['holdTime'] ?? null];
    return json_encode([$lines, $rest], JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
}

function text(array $fields, string $name, string $path = ''): string
{
    $value = $fields[$name] ?? null;
    if (is_string($value) && $value !== '' && strlen($value) <= 16384) return $value;
    throw invalid($path . $name, 'must be text');
}

function read_json(): array
{
    $body = file_get_contents('php://input', length: 65537);
    if (strlen($body) > 65536) throw new Problem(413, 'refused', 'The body is over 65536 bytes.');
    $json = json_decode($body, true, 16);
    if (json_last_error() !== JSON_ERROR_NONE) throw new Problem(400, 'refused', 'The body is not JSON of a reasonable depth.');
    return is_array($json) ? $json : throw invalid('body', 'must be an object');
}

/** The body of POST /payments: UrlPay's PaymentRequest without "sign", and nothing else. */
function read_claim(): array
{
    $claim = read_json();
    only($claim, ['currency', 'amount', 'uuid', 'shopId', 'description', 'website_url', 'subscribe', 'holdTime', 'language', 'items']);
    text($claim, 'uuid');
    text($claim, 'description');
    if (strtolower(text($claim, 'currency')) !== 'rub') throw invalid('currency', 'must be rub');
    if (!preg_match('/^(0|[1-9]\d{0,11})\.\d{2}$/D', text($claim, 'amount'))) throw invalid('amount', 'must look like 1000.50');
    if (isset($claim['shopId']) && $claim['shopId'] !== (int) setting('URLPAY_SHOP_ID')) throw invalid('shopId', 'is not this shop');
    // the payment page sends the buyer here: a foreign address would make it a step of somebody's phishing
    if (isset($claim['website_url']) && !lies_on(text($claim, 'website_url'), origins())) {
        throw invalid('website_url', 'must be an address of this shop');
    }
    if (isset($claim['language']) && !preg_match('/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/D', text($claim, 'language'))) {
        throw invalid('language', 'is not a language');
    }
    return $claim;
}

/**
 * All attempts to have one order paid, as a file of JSON lines; the last line about an attempt counts. The file is locked until the
 * request ends: the buyer's second tab waits, and then finds the page that the first one got.
 */
final class Journal
{
    public array $attempts = [];

    private function __construct(public readonly string $path, private $file)
    {
        rewind($file);
        foreach (explode("\n", stream_get_contents($file)) as $row) {
            $attempt = json_decode($row, true); // null for the half line of a machine that lost its power
            if ($attempt) $this->attempts[$attempt['n']] = $attempt;
        }
    }

    public static function path(string $name): string
    {
        return setting('KVIT_DATA') . "/$name"; // a folder that no browser can read
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

    /** On return the line is on the disk. */
    public function write(array $attempt): array
    {
        $row = "\n" . json_encode($attempt, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE) . "\n";
        $done = fwrite($this->file, $row) === strlen($row) && fflush($this->file) && fsync($this->file);
        if (!$done) throw new RuntimeException('the disk is full or broken');
        return $this->attempts[$attempt['n']] = $attempt;
    }
}

/** One call of the gateway, never repeated here. @return array{int, array} status 0 when no answer came; an empty body when it is no JSON */
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

/** However many tabs poll, the gateway is asked about a payment once in two seconds: the file's time says when it was. */
function asked_lately(string $marker): bool
{
    $at = is_file($marker) ? filemtime($marker) : 0;
    return abs(time() - $at) < 2 || !touch($marker);
}

/** Which status may follow which: never backwards, 3 (paid) is final, and money may come late. What is not listed changes nothing. */
const NEXT = [0 => [1, 2, 3, 4, 5, 6], 1 => [2, 3, 4, 5, 6], 2 => [3, 5, 6], 3 => [], 4 => [3, 5, 6], 5 => [2, 3, 4], 6 => [2, 3, 4]];

/** Asks the gateway what became of an attempt and notes it: the only way a payment becomes paid. @return bool whether it could tell */
function look(Journal $journal, array $attempt, ?int $id): bool
{
    if ($id === null || $attempt['status'] === 3 || $attempt['state'] === 'mismatch') return true;
    [$status, $answer] = gateway('GET', "/v2/payments/$id");
    $payment = $status === 200 && is_array($answer['payment'] ?? null) ? $answer['payment'] : [];
    ['uuid' => $uuid, 'currency' => $currency] = $payment + ['uuid' => null, 'currency' => null];
    if (!is_string($uuid) || !is_string($currency) || (string) json_encode($payment['id'] ?? $id, JSON_NUMERIC_CHECK) !== "$id") return false;
    // ids are sequential and callbacks unsigned: an id from a callback counts only when the gateway knows it by our uuid
    if ($uuid !== $attempt['uuid'] && $attempt['id'] === null) return false;
    try {
        $same = units($payment['amount'] ?? null, 2, 'amount') === units($attempt['amount'], 2, 'amount');
    } catch (Problem) {
        return false;
    }
    if ($uuid !== $attempt['uuid'] || !$same || strtolower($currency) !== 'rub') {
        note("payment $id is not what was asked for: look at it in the gateway's cabinet");
        $journal->write(['state' => 'mismatch', 'id' => $id] + $attempt);
        return true;
    }
    $new = is_numeric($payment['status'] ?? null) ? $payment['status'] + 0 : null; // some backends write "3"
    if (!in_array($new, NEXT[$attempt['status']], true)) $new = $attempt['status'];
    if ($new === 3) tell_paid($journal, $attempt);
    if ([$new, $id] !== [$attempt['status'], $attempt['id']]) $journal->write(['status' => $new, 'id' => $id] + $attempt);
    return true;
}

/** Before the note in the journal, so that a crash between the two tells twice and not never. */
function tell_paid(Journal $journal, array $attempt): void
{
    $paid = array_filter($journal->attempts, fn($other) => $other['status'] === 3);
    if ($paid) note("REFUND DUE: {$attempt['uuid']} was paid, though its order was paid already");
    else on_paid($journal->attempts[1]['uuid']);
}

/** An order with money on its way must not get a second page. */
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
    // a page of another site can post a form here, but neither JSON nor under our origin
    if (!in_array($_SERVER['HTTP_ORIGIN'] ?? '', origins(), true)) throw new Problem(403, 'refused', 'Pages of this origin may not call here.');
    if (!preg_match('~^application/json *(; *charset=utf-8)?$~iD', $_SERVER['CONTENT_TYPE'] ?? '')) {
        throw new Problem(415, 'refused', 'The body must be application/json.');
    }
    $claim = read_claim();
    $claimed = substance($claim);
    $order = find_order($claim['uuid']) ?? throw not_found();
    $true = substance($order);
    if ($claimed !== $true) throw new Problem(409, 'price_changed', 'The order is not what the shop would charge.', ['order' => $order]);
    $journal = Journal::open(Journal::path(hash('sha256', $order['uuid'])));
    $sure = true;
    foreach ($journal->attempts as $attempt) {
        // the lock is ours, so whoever was creating this one is dead, and the gateway may or may not have heard of it
        if ($attempt['state'] === 'creating') $journal->write(['state' => 'unknown'] + $attempt);
        elseif (!look($journal, $attempt, $attempt['id']) && $attempt['url']) $sure = false;
    }
    refuse_settled($journal);
    $last = end($journal->attempts);
    if ($last && $last['url'] && $last['status'] === 0 && $last['cart'] === hash('sha256', $true)) return released($last);
    if (!$sure) throw unknown_outcome(); // an earlier page may have been paid this minute
    return create($journal, $order, hash('sha256', $true), $claim);
}

/** A new attempt under a uuid of its own: noted before the gateway hears of it, and POSTed once. */
function create(Journal $journal, array $order, string $cart, array $claim): array
{
    $n = count($journal->attempts) + 1;
    $random = rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
    $uuid = $n === 1 ? $order['uuid'] : "{$order['uuid']}.$n";
    $attempt = $journal->write(['n' => $n, 'uuid' => $uuid, 'handle' => basename($journal->path) . ".$random", 'state' => 'creating',
        'status' => 0, 'amount' => $order['amount'], 'description' => $order['description'], 'cart' => $cart, 'id' => null, 'url' => null]);
    $shop = (int) setting('URLPAY_SHOP_ID');
    // the signature covers the very text of the sum that is sent
    $sign = sha1($order['currency'] . $order['amount'] . $shop . setting('URLPAY_SECRET'));
    $request = ['uuid' => $uuid, 'shopId' => $shop, 'website_url' => $claim['website_url'] ?? null, 'language' => $claim['language'] ?? null,
        'sign' => $sign] + $order;
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

/** The attempt that the random handle names; the gateway's own ids can be guessed and name nothing here. */
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

/** GET /receipt: only of what is paid; the last answer is kept in the file whose time says when it was asked for. */
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
    $uuid = $_GET['uuid'] ?? '';
    return [200, (is_string($uuid) ? find_order($uuid) : null) ?? throw not_found()];
}

/** POST /callback/<unguessable>: nobody signs it, so it is only a reason to ask the gateway, and 200 means that this was done. */
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
