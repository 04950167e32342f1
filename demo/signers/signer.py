"""A minimal signer for Kvit in Python: only the standard library of 3.9 or newer, on a system with fcntl.

    python3 signer.py

README.md in this folder lists the settings and what this file leaves out.
"""

import datetime, fcntl, hashlib, hmac, http.client, json, os, re, secrets, sys, time, traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


def setting(name, default=None):
    value = os.environ.get(name) or default
    return value if value is not None else sys.exit(f"{name} is not set")


SHOP_ID = int(setting("URLPAY_SHOP_ID"))
SECRET = setting("URLPAY_SECRET")
API_KEY = setting("URLPAY_KEY")
GATEWAY = setting("URLPAY_GATEWAY", "https://urlpay.io/api").rstrip("/")
ORIGINS = setting("KVIT_ORIGINS").split(",")
CALLBACK = setting("KVIT_CALLBACK_SECRET")
DATA = setting("KVIT_DATA")  # a folder that is not served to browsers
PORT = int(setting("PORT", "8000"))

if not re.match(r"https://[a-z0-9.-]+(:\d+)?/|http://(127\.0\.0\.1|localhost)(:\d+)?/", GATEWAY + "/"):
    sys.exit("URLPAY_GATEWAY must be https, or http on this machine")
if len(CALLBACK) < 16:
    sys.exit("KVIT_CALLBACK_SECRET needs 16 characters that nobody can guess")
# the allowed origins of payment pages: the gateway's own and those of KVIT_PAY_ORIGINS
PAGE_ORIGINS = [re.match("https?://[^/]+", GATEWAY)[0], *setting("KVIT_PAY_ORIGINS", "").split(",")]

# Your price list: kopecks for a piece or a kilogram, and the receipt's fields. A price from a browser is only a claim.
PRODUCTS = {
    "Булочка с маком": {"kopecks": 8350, "vat_code": 2, "measurement_unit": 0},
    "Пирог с капустой": {"kopecks": 89000, "vat_code": 2, "measurement_unit": 11},
}


def find_order(uuid):
    """Your orders. Returns the order of that number, or None if it is not this buyer's; quantities are thousandths of a piece or a
    kilogram. Ask your session and your database here. In this example every number like bulka-… is the same breakfast. A number
    must not contain a point: the uuid of the second attempt is "<number>.2"."""
    if not re.fullmatch("bulka-[A-Za-z0-9_-]{8,64}", uuid):
        return None
    basket = {"Булочка с маком": 3000, "Пирог с капустой": 1250}
    # price × quantity, half up, in integers
    total = sum((PRODUCTS[name]["kopecks"] * quantity + 500) // 1000 for name, quantity in basket.items())
    items = []
    for name, quantity in basket.items():
        product = PRODUCTS[name]
        items.append({
            "description": name, "quantity": quantity / 1000, "price": product["kopecks"] / 100, "vat_code": product["vat_code"],
            "payment_subject": 1, "payment_mode": 4, "measurement_unit": product["measurement_unit"],
        })
    return {"uuid": uuid, "description": "Покупка булочек", "currency": "rub", "amount": f"{total // 100}.{total % 100:02}",
            "items": items, "subscribe": None, "holdTime": None}


def on_paid(order, consents):
    """Called at least once for each paid order. Hand over the goods here; a second call for the same order must do nothing. Store
    the buyer's consents for as long as the law may require you to show them."""
    log(f"order {order} is paid")


def log(words):
    print(words, file=sys.stderr, flush=True)


class Problem(Exception):
    """A refusal (RFC 9457). The widget acts on its code."""

    def __init__(self, status, code, detail, **extra):
        super().__init__(detail)
        self.status = status
        self.body = {"type": "about:blank", "title": "Refused", "status": status, "code": code, "detail": detail, **extra}


def not_found():
    """The same 404 for missing, malformed and foreign orders and payments, so that it reveals nothing."""
    return Problem(404, "not_found", "There is nothing here.")


def mismatch():
    return Problem(409, "payment_mismatch", "The gateway’s payment is not the one that was asked for.")


def unknown_outcome():
    return Problem(504, "gateway_unknown", "Nobody knows whether the payment was created; its page is not used.")


def lies_on(url, origins):
    """True if an address is on one of these origins. The slash after the origin excludes "https://urlpay.io@evil.com"."""
    return isinstance(url, str) and bool(re.fullmatch("[!-~]+", url)) and any(origin and url.startswith(origin + "/") for origin in origins)


def plain(value):
    """A number as text, to avoid comparing floats: 83.5, "83.50" and "83.5" all give "83.5". None if it is not a plain decimal."""
    text = repr(value) if type(value) in (int, float) else value
    if not isinstance(text, str) or not re.fullmatch(r"(0|[1-9][0-9]{0,11})(\.[0-9]{1,3})?", text):
        return None
    return text.rstrip("0").rstrip(".") if "." in text else text


NUMBERS = ("quantity", "price", "vat_code", "payment_subject", "payment_mode", "measurement_unit")
TEXTS = ("product_code", "country_of_origin_code", "customs_declaration_number", "excise")


def substance(order):
    """Goods, prices and sum as one text. A claim is accepted only if its text equals the order's text."""
    items = order.get("items")
    lines = []
    for item in items if isinstance(items, list) else []:
        item = item if isinstance(item, dict) else {}
        numbers = [plain(item.get(name)) for name in NUMBERS]
        lines.append([str(item.get("description")).strip(), numbers, [item.get(name) for name in TEXTS]])
    return json.dumps([[order.get(name) for name in ("currency", "amount", "subscribe", "holdTime")], lines])


# The fields of a consent.
CONSENT = {
    "kind": "offer|personal_data|subscription",
    "text": "(?s:.{1,2000})",
    "url": "(?s:.{0,2048})",
    "version": "(?s:.{1,64})",
    "at": "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z",
}


def consents_in(claim):
    """Checks the buyer's consents and adds our own time. They are stored with the attempt and do not affect the price."""
    given = [] if claim.get("consents") is None else claim["consents"]
    many = not isinstance(given, list) or len(given) > 10
    wrong = ["consents"] if many else []
    for index, consent in enumerate([] if many else given):
        if not isinstance(consent, dict):
            wrong.append(f"consents[{index}]")
            continue
        for name in {**CONSENT, **consent}:
            value = consent.get(name)
            if value is None:
                fits = name in ("url", "version", "at")
            else:
                fits = name in CONSENT and isinstance(value, str) and re.fullmatch(CONSENT[name], value)
            if not fits:
                wrong.append(f"consents[{index}].{name}")
    if wrong:
        errors = [{"field": field, "message": "is wrong or unknown"} for field in wrong]
        raise Problem(422, "refused", "The request breaks a rule.", errors=errors)
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return [{**consent, "received_at": now} for consent in given]


class Journal:
    """All payment attempts of one order, as a file of JSON lines; the last line of an attempt counts. The file is locked until it
    is closed, so the buyer's second tab waits and gets the same page as the first."""

    def __init__(self, name, create=False):
        self.name = name
        self.path = os.path.join(DATA, name)
        if not create and not os.path.isfile(self.path):
            raise not_found()
        self.file = open(self.path, "a+b")
        for _ in range(120):
            try:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.1)
        else:
            self.file.close()
            raise Problem(409, "in_progress", "Another payment page of this order is being made.")
        self.attempts = {}
        self.file.seek(0)
        for row in self.file:
            try:
                attempt = json.loads(row)
                self.attempts[attempt["n"]] = attempt
            except ValueError:
                pass  # an empty line, or a line cut off by a power failure

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, attempt):
        """Returns once the line is on the disk."""
        self.file.write(b"\n" + json.dumps(attempt).encode() + b"\n")
        self.file.flush()
        os.fsync(self.file.fileno())
        self.attempts[attempt["n"]] = attempt
        return attempt


def gateway(method, path, body=None):
    """Calls the gateway once, without retries. Returns status 0 if there was no answer, and an empty dict if it is not a JSON object."""
    url = urlsplit(GATEWAY)
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = kind(url.netloc, timeout=10 if method == "POST" else 5)
    headers = {"Accept": "application/json", "Content-Type": "application/json", "Authorization": f"Bearer {API_KEY}"}
    try:
        connection.request(method, url.path + path, body, headers)
        answer = connection.getresponse()
        status, data = answer.status, answer.read(1_048_576)
    except (OSError, http.client.HTTPException):
        return 0, {}
    finally:
        connection.close()
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError):
        fields = None
    return status, fields if isinstance(fields, dict) else {}


def asked_lately(marker):
    """Limits requests about a payment to one in two seconds for all tabs. The file's modification time is the time of the last request."""
    if os.path.isfile(marker) and abs(time.time() - os.stat(marker).st_mtime) < 2:
        return True
    with open(marker, "a"):
        os.utime(marker)
    return False


# The allowed transitions of UrlPay's status; others are ignored. 3 (paid) is final. Money may still arrive after 2 (cancelled) and 4 (error).
NEXT = {0: (1, 2, 3, 4, 5, 6), 1: (2, 3, 4, 5, 6), 2: (3, 5, 6), 3: (), 4: (3, 5, 6), 5: (2, 3, 4), 6: (2, 3, 4)}


def look(journal, attempt, id):
    """Asks the gateway about an attempt and records the answer. A payment becomes paid only here. Returns True if the answer was usable."""
    if id is None or attempt["status"] == 3 or attempt["state"] == "mismatch":
        return True
    status, answer = gateway("GET", f"/v2/payments/{id}")
    payment = answer.get("payment") if status == 200 else None
    payment = payment if isinstance(payment, dict) else {}
    uuid, currency = payment.get("uuid"), payment.get("currency")
    if not isinstance(uuid, str) or not isinstance(currency, str) or str(payment.get("id", id)) != str(id):
        return False
    # ids are sequential and callbacks unsigned: an id from a callback counts only if the gateway has it under our uuid
    if uuid != attempt["uuid"] and attempt["id"] is None:
        return False
    amount = plain(payment.get("amount"))
    if amount is None:
        return False
    if uuid != attempt["uuid"] or amount != plain(attempt["amount"]) or currency.lower() != "rub":
        log(f"payment {id} is not what was asked for: look at it in the gateway's cabinet")
        journal.write({**attempt, "state": "mismatch", "id": id})
        return True
    said = str(payment.get("status"))  # some gateways send "3" as text
    new = int(said) if re.fullmatch("[0-9]", said) and int(said) in NEXT[attempt["status"]] else attempt["status"]
    if new == 3:
        tell_paid(journal, attempt)
    if (new, id) != (attempt["status"], attempt["id"]):
        journal.write({**attempt, "status": new, "id": id})
    return True


def tell_paid(journal, attempt):
    """Runs before the journal is written, so that a crash in between repeats the call and never loses it."""
    if any(other["status"] == 3 for other in journal.attempts.values()):
        log(f"REFUND DUE: {attempt['uuid']} was paid, though its order was paid already")
    else:
        on_paid(journal.attempts[1]["uuid"], attempt.get("consents", []))


def refuse_settled(journal):
    """Refuses a second page for an order that is paid, held or being paid."""
    attempts = list(journal.attempts.values())
    for status in (3, 5, 6, 1):
        for attempt in attempts:
            if attempt["status"] == status:
                raise Problem(409, "already_paid", "A payment of this order is made or on its way.", id=attempt["handle"])
    if any(attempt["state"] == "mismatch" for attempt in attempts):
        raise mismatch()


def pay(request):
    """POST /payments"""
    # a page of another site can post a form here, but cannot send JSON or our Origin header
    if request.headers.get("Origin") not in ORIGINS:
        raise Problem(403, "refused", "Pages of this origin may not call here.")
    if not re.fullmatch("application/json *(; *charset=utf-8)?", request.headers.get("Content-Type", ""), re.IGNORECASE):
        raise Problem(415, "refused", "The body must be application/json.")
    claim = request.read_json()
    order = find_order_of(claim.get("uuid"))
    if substance(claim) != substance(order):
        raise Problem(409, "price_changed", "The order is not what the shop would charge.", order=order)
    # the payment page redirects the buyer to this address: a foreign one would be an open redirect for phishing
    if claim.get("website_url") is not None and not lies_on(claim["website_url"], ORIGINS):
        errors = [{"field": "website_url", "message": "must be an address of this shop"}]
        raise Problem(422, "refused", "The request breaks a rule.", errors=errors)
    consents = consents_in(claim)
    cart = sha256(substance(order))
    with Journal(sha256(order["uuid"]), create=True) as journal:
        sure = True
        for attempt in list(journal.attempts.values()):
            # we hold the lock, so the process that was creating this attempt has died; the gateway may have received it
            if attempt["state"] == "creating":
                journal.write({**attempt, "state": "unknown"})
            elif not look(journal, attempt, attempt["id"]) and attempt["url"]:
                sure = False
        refuse_settled(journal)
        last = max(journal.attempts.values(), key=lambda attempt: attempt["n"], default=None)
        if last and last["url"] and last["status"] == 0 and last["cart"] == cart:
            return released(last)
        if not sure:
            raise unknown_outcome()  # an earlier page may just have been paid
        return create(journal, order, cart, claim, consents)


def create(journal, order, cart, claim, consents):
    """Creates an attempt under its own uuid: written to the journal first, then POSTed to the gateway once."""
    n = len(journal.attempts) + 1
    uuid = order["uuid"] if n == 1 else f"{order['uuid']}.{n}"
    attempt = journal.write({
        "n": n, "uuid": uuid, "handle": f"{journal.name}.{secrets.token_urlsafe(32)}", "state": "creating", "status": 0,
        "amount": order["amount"], "description": order["description"], "cart": cart, "consents": consents, "id": None,
        "url": None,
    })
    # the signature covers the sum exactly as it is sent
    sign = hashlib.sha1(f"{order['currency']}{order['amount']}{SHOP_ID}{SECRET}".encode()).hexdigest()
    language = claim.get("language") if claim.get("language") in ("ru", "en") else None
    # sends our order; only the language and the checked address come from the browser
    body = {**order, "uuid": uuid, "shopId": SHOP_ID, "website_url": claim.get("website_url"), "language": language, "sign": sign}
    status, answer = gateway("POST", "/v2/payments", json.dumps({name: value for name, value in body.items() if value is not None}))
    if status in (401, 403, 404, 422):
        journal.write({**attempt, "state": "refused", "status": 4})
        log(f"the gateway refused {uuid} with {status}")
        raise Problem(502, "gateway_refused", "The gateway refused to create the payment.")
    id, url = answer.get("id"), answer.get("paymentUrl")
    whole = status in (200, 201) and answer.get("success", True) is True and type(id) is int and id > 0
    if not whole or not isinstance(url, str) or not url:
        journal.write({**attempt, "state": "unknown"})
        raise unknown_outcome()
    safe = lies_on(url, PAGE_ORIGINS)
    attempt = journal.write({**attempt, "state": "open" if safe else "unknown", "id": id, "url": url if safe else None})
    if not safe:
        raise Problem(502, "pay_host_forbidden", "The payment page is on a host nobody allowed.")
    return released(attempt)


def released(attempt):
    return 201, {"success": True, "id": attempt["handle"], "paymentUrl": attempt["url"]}


def named(request):
    """Finds the journal and the attempt by the random handle. The gateway's sequential ids could be guessed, so they are not accepted."""
    handle = request.headers.get("Kvit-Payment", "")
    parts = re.fullmatch("([0-9a-f]{64})[.][A-Za-z0-9_-]{43}", handle)
    if not parts:
        raise not_found()
    journal = Journal(parts[1])
    for attempt in journal.attempts.values():
        if hmac.compare_digest(attempt["handle"], handle):
            return journal, attempt
    journal.file.close()
    raise not_found()


def show_payment(request):
    """GET /payment"""
    journal, attempt = named(request)
    with journal:
        if not asked_lately(f"{journal.path}.{attempt['n']}.asked"):
            look(journal, attempt, attempt["id"])
        attempt = journal.attempts[attempt["n"]]
        if attempt["state"] == "mismatch":
            raise mismatch()
        return 200, {"success": True, "payment": {
            "uuid": journal.attempts[1]["uuid"], "amount": attempt["amount"], "currency": "rub",
            "description": attempt["description"], "status": attempt["status"],
        }}


def show_receipt(request):
    """GET /receipt: only for paid orders. The last answer is cached in a file; its modification time is the time of the request."""
    journal, attempt = named(request)
    with journal:
        if attempt["status"] != 3:
            raise not_found()
        kept = f"{journal.path}.{attempt['n']}.receipts"
        if not asked_lately(kept):
            status, answer = gateway("GET", f"/v2/payments/{attempt['id']}/receipt")
            names = (None, attempt["uuid"], journal.attempts[1]["uuid"])
            if status == 200:
                items = [item for item in answer.get("items") or [] if isinstance(item, dict) and item.get("uuid") in names]
                with open(kept, "w") as file:
                    json.dump(items, file)
            elif status != 404 and os.path.getsize(kept) == 0:
                raise Problem(503, "unavailable", "The gateway cannot be asked just now.")
        with open(kept) as file:
            items = json.loads(file.read() or "[]")
        if not items:
            raise not_found()
        return 200, {"status": "success", "items": items}


def show_order(request):
    """GET /order?uuid=…"""
    return 200, find_order_of(parse_qs(urlsplit(request.path).query).get("uuid", [""])[0])


def find_order_of(uuid):
    order = find_order(uuid) if isinstance(uuid, str) else None
    if order is None:
        raise not_found()
    return order


def take_callback(request):
    """POST /callback/<secret>: callbacks are unsigned, so one only makes us ask the gateway. 200 confirms that we did."""
    hint = request.read_json()
    uuid, id = str(hint.get("uuid")), hint.get("id")
    with Journal(sha256(re.sub(r"\.[0-9]+$", "", uuid))) as journal:
        for attempt in journal.attempts.values():
            if attempt["uuid"] == uuid:
                if look(journal, attempt, attempt["id"] or (id if type(id) is int else None)):
                    return 200, {"success": True}
                raise Problem(503, "unavailable", "The gateway cannot be asked just now.")
    raise not_found()


def sha256(words):
    return hashlib.sha256(words.encode()).hexdigest()


ROUTES = {
    "/kvit/payments": ("POST", pay),
    "/kvit/payment": ("GET", show_payment),
    "/kvit/receipt": ("GET", show_receipt),
    "/kvit/order": ("GET", show_order),
}


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        """Logs nothing, since the path of a callback is a secret."""

    def read_json(self):
        length = self.headers.get("Content-Length", "")
        if not re.fullmatch("[0-9]{1,9}", length):
            raise Problem(400, "refused", "The body has no length.")
        if int(length) > 65536:
            raise Problem(413, "refused", "The body is over 65536 bytes.")
        try:
            fields = json.loads(self.rfile.read(int(length)).decode())
        except (ValueError, RecursionError):
            fields = None
        if not isinstance(fields, dict):
            raise Problem(400, "refused", "The body is not JSON of a reasonable depth.")
        return fields

    def route(self):
        path = urlsplit(self.path).path
        is_callback = hmac.compare_digest(path.encode(), f"/kvit/callback/{CALLBACK}".encode())
        method, handler = ("POST", take_callback) if is_callback else ROUTES.get(path, (None, None))
        if handler is None:
            raise not_found()
        if self.command != method:
            raise Problem(405, "refused", f"This address takes {method}.")
        return handler(self)

    def answer(self):
        try:
            status, body = self.route()
        except Problem as problem:
            status, body = problem.status, problem.body
        except Exception:
            traceback.print_exc()
            status, body = 500, Problem(500, "internal", "Something went wrong.").body
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if status < 400 else "application/problem+json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if body.get("code") == "in_progress":
            self.send_header("Retry-After", "2")
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = answer


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
