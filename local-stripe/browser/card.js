// The card form within its frame. What is typed here goes to this server alone; the page around it is told only
// whether the form is complete, and at the end the id of a token.
(() => {
  /**
   * @typedef {Record<string, unknown>} Fields
   * @typedef {"number" | "expiry" | "cvc" | "postal"} FieldName
   * @typedef {{ field: FieldName, code: string, word: string }} Problem
   */

  const start = new URLSearchParams(location.hash.slice(1));
  const channel = start.get("channel") ?? "";
  const parentOrigin = start.get("origin") ?? "";

  const english = {
    number: "Card number",
    expiry: "Expiry",
    cvc: "CVC",
    country: "Country",
    postal: "Postal code",
    expiryHint: "MM / YY",
    chips: "Test cards: no real card works here.",
    visa: "Visa ···· 4242",
    declined: "Declined",
    secure: "3-D Secure",
    noFunds: "No funds",
    numberIncomplete: "Your card number is incomplete.",
    numberInvalid: "Your card number is invalid.",
    notATestCard: "This is not a test card. Use one of the test cards below.",
    expiryIncomplete: "Your card's expiration date is incomplete.",
    expiryInvalid: "Your card's expiration date is invalid.",
    expiryPast: "Your card's expiration date is in the past.",
    cvcIncomplete: "Your card's security code is incomplete.",
    cvcInvalid: "Your card's security code is invalid.",
    postalIncomplete: "Your postal code is incomplete.",
    unreachable: "The payment service cannot be reached. Please try again.",
  };

  /** @type {typeof english} */
  const french = {
    number: "Numéro de carte",
    expiry: "Expiration",
    cvc: "CVC",
    country: "Pays",
    postal: "Code postal",
    expiryHint: "MM / AA",
    chips: "Cartes de test : aucune vraie carte ne fonctionne ici.",
    visa: "Visa ···· 4242",
    declined: "Refusée",
    secure: "3-D Secure",
    noFunds: "Fonds insuffisants",
    numberIncomplete: "Le numéro de votre carte est incomplet.",
    numberInvalid: "Le numéro de votre carte n’est pas valide.",
    notATestCard: "Ce n’est pas une carte de test. Utilisez l’une des cartes de test ci-dessous.",
    expiryIncomplete: "La date d’expiration de votre carte est incomplète.",
    expiryInvalid: "La date d’expiration de votre carte n’est pas valide.",
    expiryPast: "La date d’expiration de votre carte est passée.",
    cvcIncomplete: "Le code de sécurité de votre carte est incomplet.",
    cvcInvalid: "Le code de sécurité de votre carte n’est pas valide.",
    postalIncomplete: "Votre code postal est incomplet.",
    unreachable: "Le service de paiement est injoignable. Veuillez réessayer.",
  };

  const countries =
    "AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GR HK HR HU IE IN IS IT JP KR KW LI LT LU LV MT MX NL NO NZ PL PT RO SE SG SI SK TH US".split(
      " ",
    );

  /** The names of our own variables for those of the `appearance` option. @type {Record<string, string>} */
  const variables = {
    fontFamily: "--font",
    fontSizeBase: "--size",
    spacingUnit: "--unit",
    borderRadius: "--radius",
    colorPrimary: "--primary",
    colorBackground: "--background",
    colorText: "--text",
    colorTextSecondary: "--secondary",
    colorTextPlaceholder: "--placeholder",
    colorDanger: "--danger",
    inputColorBorder: "--border",
  };

  let words = english;
  let key = "";
  let isShown = false;

  /**
   * @template {HTMLElement} Kind
   * @param {string} id
   * @param {new () => Kind} kind
   * @returns {Kind}
   */
  function byId(id, kind) {
    const element = document.getElementById(id);
    if (element instanceof kind) return element;
    throw new Error(`The card form has no ${id}.`);
  }

  const form = byId("form", HTMLFormElement);
  const number = byId("number", HTMLInputElement);
  const expiry = byId("expiry", HTMLInputElement);
  const cvc = byId("cvc", HTMLInputElement);
  const address = byId("address", HTMLElement);
  const country = byId("country", HTMLSelectElement);
  const postal = byId("postal", HTMLInputElement);
  const postalField = byId("postal-field", HTMLElement);
  const inputs = { number, expiry, cvc, postal };

  /** @param {unknown} value @returns {value is Fields} */
  const isFields = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** @param {unknown} value @returns {Fields} */
  const fieldsOf = (value) => (isFields(value) ? value : {});

  /** @param {string} type @param {Fields} [content] */
  function tell(type, content = {}) {
    window.parent.postMessage({ ...content, type, channel }, parentOrigin);
  }

  /** @param {string} text */
  const digitsOf = (text) => text.replaceAll(/\D/g, "");

  /** @param {string} digits */
  function brandOf(digits) {
    if (digits.startsWith("4")) return "Visa";
    if (/^3[47]/.test(digits)) return "Amex";
    if (/^(5[1-5]|2[2-7])/.test(digits)) return "Mastercard";
    return /^(6011|65)/.test(digits) ? "Discover" : "";
  }

  /** @param {string} digits */
  function grouped(digits) {
    const groups =
      brandOf(digits) === "Amex"
        ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?/
        : /^(\d{1,4})(\d{1,4})?(\d{1,4})?(\d{1,7})?/;
    return (groups.exec(digits) ?? []).slice(1).filter(Boolean).join(" ");
  }

  /** @param {string} digits */
  function dated(digits) {
    const padded = /^[2-9]/.test(digits) ? `0${digits}` : digits;
    const month = padded.slice(0, 2);
    return padded.length > 2 ? `${month} / ${padded.slice(2, 4)}` : month;
  }

  /**
   * Writes a field anew, with the caret after the same digit as before.
   * @param {HTMLInputElement} input
   * @param {(digits: string) => string} shape
   */
  function reshape(input, shape) {
    const caret = input.selectionStart ?? input.value.length;
    const atEnd = caret === input.value.length;
    const digitsBefore = digitsOf(input.value.slice(0, caret)).length;
    const shaped = shape(digitsOf(input.value));
    if (shaped === input.value) return;
    input.value = shaped;
    let place = 0;
    for (let seen = 0; place < shaped.length && seen < digitsBefore; place += 1) {
      if (/\d/.test(shaped.charAt(place))) seen += 1;
    }
    if (document.activeElement === input)
      input.setSelectionRange(atEnd ? shaped.length : place, atEnd ? shaped.length : place);
  }

  /** @param {string} digits */
  function passesLuhn(digits) {
    const sum = Array.from(digits)
      .toReversed()
      .reduce((total, digit, index) => {
        const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
        return total + (value > 9 ? value - 9 : value);
      }, 0);
    return sum % 10 === 0;
  }

  function typedExpiry() {
    const digits = digitsOf(expiry.value);
    return {
      month: Number(digits.slice(0, 2)),
      year: 2000 + Number(digits.slice(2, 4)),
      isComplete: digits.length === 4,
    };
  }

  const asksPostal = () => !address.hidden && !postalField.hidden;

  /** What is wrong with the form, in the order of its fields. @returns {Problem[]} */
  function problems() {
    /** @type {Problem[]} */
    const found = [];
    const digits = digitsOf(number.value);
    const isAmex = brandOf(digits) === "Amex";
    if (digits.length < (isAmex ? 15 : 16)) {
      found.push({ field: "number", code: "incomplete_number", word: words.numberIncomplete });
    } else if (!passesLuhn(digits)) {
      found.push({ field: "number", code: "invalid_number", word: words.numberInvalid });
    }
    const { month, year, isComplete } = typedExpiry();
    const now = new Date();
    if (!isComplete) found.push({ field: "expiry", code: "incomplete_expiry", word: words.expiryIncomplete });
    else if (month < 1 || month > 12) {
      found.push({ field: "expiry", code: "invalid_expiry_month", word: words.expiryInvalid });
    } else if (year * 12 + month < now.getFullYear() * 12 + now.getMonth() + 1) {
      found.push({ field: "expiry", code: "invalid_expiry_year_past", word: words.expiryPast });
    }
    if (cvc.value.length < (isAmex ? 4 : 3)) {
      found.push({ field: "cvc", code: "incomplete_cvc", word: words.cvcIncomplete });
    }
    if (asksPostal() && postal.value.trim() === "") {
      found.push({ field: "postal", code: "incomplete_zip", word: words.postalIncomplete });
    }
    return found;
  }

  /** @param {FieldName} field @param {string} message */
  function showError(field, message) {
    byId(`${field}-error`, HTMLElement).textContent = message;
    if (message === "") inputs[field].removeAttribute("aria-invalid");
    else inputs[field].setAttribute("aria-invalid", "true");
  }

  /** Shows every problem, goes to the first, and says what it is. @returns {Fields} */
  function validate() {
    const found = problems();
    for (const field of /** @type {FieldName[]} */ (["number", "expiry", "cvc", "postal"])) {
      showError(field, found.find((problem) => problem.field === field)?.word ?? "");
    }
    const [first] = found;
    if (!first) return {};
    inputs[first.field].focus();
    return { error: { type: "validation_error", code: first.code, message: first.word } };
  }

  /** @param {Fields} fields @param {string} [prefix] @returns {[string, string][]} */
  function pairs(fields, prefix) {
    /** @type {(entry: [string, unknown]) => [string, string][]} */
    const encode = ([name, value]) => {
      const path = prefix === undefined ? name : `${prefix}[${name}]`;
      if (typeof value === "object" && value !== null) return pairs({ ...value }, path);
      if (typeof value === "string") return [[path, value]];
      return typeof value === "number" || typeof value === "boolean" ? [[path, String(value)]] : [];
    };
    return Object.entries(fields).flatMap(encode);
  }

  /** Where an error of the server belongs in the form. @type {Record<string, FieldName>} */
  const fieldOfCode = {
    incorrect_number: "number",
    card_declined: "number",
    invalid_expiry_month: "expiry",
    invalid_expiry_year: "expiry",
    invalid_cvc: "cvc",
  };

  /** @param {Fields} params @returns {Promise<Fields>} */
  async function tokenize(params) {
    const invalid = validate();
    if (invalid["error"]) return invalid;
    const { month, year } = typedExpiry();
    const given = fieldsOf(params["payment_method_data"]);
    const billing = fieldsOf(given["billing_details"]);
    const typedAddress = address.hidden
      ? {}
      : { country: country.value, ...(asksPostal() ? { postal_code: postal.value.trim() } : {}) };
    const body = new URLSearchParams(
      pairs({
        ...params,
        payment_method_data: {
          ...given,
          type: "card",
          billing_details: { ...billing, address: { ...fieldsOf(billing["address"]), ...typedAddress } },
          card: { number: digitsOf(number.value), exp_month: month, exp_year: year, cvc: cvc.value },
        },
      }),
    );
    try {
      const response = await fetch("/v1/confirmation_tokens", {
        method: "POST",
        headers: { authorization: `Bearer ${key}` },
        body,
      });
      const answer = fieldsOf(await response.json());
      return isFields(answer["error"]) ? { error: explained(answer["error"]) } : answer;
    } catch {
      return { error: { type: "api_connection_error", message: words.unreachable } };
    }
  }

  /** The server's error in the reader's language, also shown at its field. @param {Fields} error @returns {Fields} */
  function explained(error) {
    const field = fieldOfCode[String(error["code"])];
    if (!field) return error;
    const isLive = error["decline_code"] === "test_mode_live_card";
    const message = {
      number: isLive ? words.notATestCard : words.numberInvalid,
      expiry: words.expiryInvalid,
      cvc: words.cvcInvalid,
      postal: words.postalIncomplete,
    }[field];
    showError(field, message);
    inputs[field].focus();
    return { ...error, message };
  }

  function tellChange() {
    const isEmpty = Object.values(inputs).every((input) => input.value === "");
    tell("change", { empty: isEmpty, complete: problems().length === 0 });
  }

  /** @param {string} locale */
  function speak(locale) {
    words = locale === "fr" ? french : english;
    document.documentElement.lang = locale;
    document.title = locale === "fr" ? "Paiement sécurisé par carte" : "Secure card payment";
    /** @type {Record<string, string>} */
    const byName = words;
    for (const element of document.querySelectorAll("[data-word]")) {
      element.textContent = byName[element.getAttribute("data-word") ?? ""] ?? "";
    }
    expiry.placeholder = words.expiryHint;
    const names = new Intl.DisplayNames([locale], { type: "region" });
    const chosen = country.value;
    const options = countries.map((code) => new Option(names.of(code) ?? code, code));
    country.replaceChildren(...options.toSorted((a, b) => a.text.localeCompare(b.text, locale)));
    country.value = chosen || (locale === "fr" ? "FR" : "US");
  }

  /** @param {Fields} appearance */
  function dress(appearance) {
    const root = document.documentElement;
    root.classList.toggle("night", appearance["theme"] === "night");
    for (const [name, value] of Object.entries(fieldsOf(appearance["variables"]))) {
      const property = variables[name];
      if (property && typeof value === "string") root.style.setProperty(property, value);
    }
  }

  /** The address is asked only where the page wants it: `fields.billingDetails.address` is "auto". @param {Fields} options */
  function askAddress(options) {
    const wanted = fieldsOf(fieldsOf(options["fields"])["billingDetails"])["address"];
    address.hidden = !(wanted === "auto" || isFields(wanted));
    postalField.hidden = isFields(wanted) && wanted["postalCode"] === "never";
    const known = fieldsOf(fieldsOf(fieldsOf(options["defaultValues"])["billingDetails"])["address"]);
    if (!isShown && typeof known["country"] === "string") country.value = known["country"];
    if (!isShown && typeof known["postal_code"] === "string") postal.value = known["postal_code"];
  }

  /** @param {Fields} options */
  function apply(options) {
    key = typeof options["key"] === "string" ? options["key"] : "";
    dress(fieldsOf(options["appearance"]));
    document.body.style.backgroundColor = typeof options["surface"] === "string" ? options["surface"] : "";
    speak(options["locale"] === "fr" ? "fr" : "en");
    askAddress(options);
    form.hidden = false;
    if (isShown) return;
    isShown = true;
    tell("ready");
  }

  function showBrand() {
    byId("brand", HTMLElement).textContent = brandOf(digitsOf(number.value));
  }

  number.addEventListener("input", () => {
    reshape(number, grouped);
    showBrand();
    // A full number takes the reader on to the date, as card forms do.
    if (
      digitsOf(number.value).length === 16 &&
      document.activeElement === number &&
      number.selectionStart === number.value.length
    ) {
      expiry.focus();
    }
  });
  expiry.addEventListener("input", () => reshape(expiry, dated));
  cvc.addEventListener("input", () => reshape(cvc, (digits) => digits.slice(0, 4)));

  for (const [name, input] of Object.entries(inputs)) {
    const field = /** @type {FieldName} */ (name);
    input.addEventListener("input", () => {
      showError(field, "");
      tellChange();
    });
    input.addEventListener("blur", () => {
      const problem = problems().find((candidate) => candidate.field === field);
      if (input.value !== "" && problem) showError(field, problem.word);
    });
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusin", () => tell("focus"));
  window.addEventListener("blur", () => tell("blur"));
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell("escape");
  });

  for (const chip of form.querySelectorAll("button[data-number]")) {
    chip.addEventListener("click", () => {
      number.value = grouped(chip.getAttribute("data-number") ?? "");
      expiry.value = "12 / 34";
      cvc.value = "123";
      showBrand();
      for (const field of /** @type {FieldName[]} */ (["number", "expiry", "cvc"])) showError(field, "");
      tellChange();
    });
  }

  new ResizeObserver(() =>
    tell("height", { height: Math.ceil(document.body.getBoundingClientRect().height) }),
  ).observe(document.body);

  window.addEventListener("message", (event) => {
    const message = fieldsOf(event.data);
    if (event.source !== window.parent || event.origin !== parentOrigin || message["channel"] !== channel)
      return;
    /** @param {Fields} answer */
    const reply = (answer) => tell("answer", { request: message["request"], answer });
    switch (message["type"]) {
      case "options":
        apply(fieldsOf(message["options"]));
        break;
      case "validate":
        reply(validate());
        break;
      case "tokenize":
        void tokenize(fieldsOf(message["params"])).then(reply);
        break;
      case "focus":
        number.focus();
        break;
      case "clear":
        for (const input of Object.values(inputs)) input.value = "";
        showBrand();
        tellChange();
        break;
      default:
    }
  });

  tell("hello");
})();
