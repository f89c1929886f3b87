// The stand-in for Stripe.js. It is loaded by a page from this server's origin; card fields and the bank's question
// live in frames of that origin, so that the page never sees a digit. It adds no style sheet and no inline handler
// to the page: everything is set through the DOM, which a strict Content-Security-Policy allows.
(() => {
  /**
   * @typedef {Record<string, unknown>} Fields
   * @typedef {{ error: Fields }} Failure
   * @typedef {(event: Fields) => void} Listener
   * @typedef {{ type: string, channel: string, [name: string]: unknown }} FrameMessage
   */

  const script = document.currentScript;
  const origin = new URL(script instanceof HTMLScriptElement ? script.src : location.href).origin;
  const readyWithinMs = 15_000;
  let channels = 0;

  class IntegrationError extends Error {
    /** @override */
    name = "IntegrationError";
  }

  /** @param {unknown} value @returns {value is Fields} */
  const isFields = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** @param {unknown} value @returns {Fields} */
  const fieldsOf = (value) => (isFields(value) ? value : {});

  /** @param {unknown} value @returns {string | undefined} */
  const textOf = (value) => (typeof value === "string" && value !== "" ? value : undefined);

  /**
   * Nested form encoding; camelCase names of the browser's options must be translated before.
   * @param {Fields} fields
   * @param {string} [prefix]
   * @returns {[string, string][]}
   */
  function pairs(fields, prefix) {
    /** @type {(entry: [string, unknown]) => [string, string][]} */
    const encode = ([name, value]) => {
      const key = prefix === undefined ? name : `${prefix}[${name}]`;
      if (typeof value === "object" && value !== null) return pairs({ ...value }, key);
      if (typeof value === "string") return [[key, value]];
      return typeof value === "number" || typeof value === "boolean" ? [[key, String(value)]] : [];
    };
    return Object.entries(fields).flatMap(encode);
  }

  /**
   * @param {string} key
   * @param {"GET" | "POST"} method
   * @param {string} path
   * @param {Fields} params
   * @returns {Promise<Fields>} the object, or `{ error }`
   */
  async function ask(key, method, path, params) {
    const encoded = new URLSearchParams(pairs(params));
    const url = `${origin}${path}${method === "GET" ? `?${encoded}` : ""}`;
    try {
      const headers = { authorization: `Bearer ${key}` };
      const response = await fetch(url, method === "GET" ? { headers } : { headers, method, body: encoded });
      return fieldsOf(await response.json());
    } catch {
      return {
        error: {
          type: "api_connection_error",
          message: "We are experiencing issues connecting to our payments provider. Please try again.",
        },
      };
    }
  }

  /** Listeners by event name, as every element has them. */
  class Emitter {
    /** @type {Map<string, Set<Listener>>} */
    #listeners = new Map();

    /** @param {string} name @param {Listener} listener */
    on(name, listener) {
      const known = this.#listeners.get(name) ?? new Set();
      known.add(listener);
      this.#listeners.set(name, known);
      return this;
    }

    /** @param {string} name @param {Listener} listener */
    once(name, listener) {
      /** @type {Listener} */
      const wrapped = (event) => {
        this.off(name, wrapped);
        listener(event);
      };
      return this.on(name, wrapped);
    }

    /** @param {string} name @param {Listener} [listener] */
    off(name, listener) {
      if (listener) this.#listeners.get(name)?.delete(listener);
      else this.#listeners.delete(name);
      return this;
    }

    /** @param {string} name @param {Fields} event */
    emit(name, event) {
      for (const listener of this.#listeners.get(name) ?? []) listener(event);
    }
  }

  /** A frame of this server's origin within the page, and the messages to and from it. */
  class Frame {
    /** @type {Map<number, (answer: Fields) => void>} */
    #waiting = new Map();
    #requests = 0;

    /**
     * @param {string} path
     * @param {string} title
     * @param {(message: FrameMessage) => void} onMessage
     */
    constructor(path, title, onMessage) {
      channels += 1;
      this.channel = String(channels);
      this.element = document.createElement("iframe");
      this.element.title = title;
      const address = new URL(path, origin);
      address.hash = new URLSearchParams({ channel: this.channel, origin: location.origin }).toString();
      this.element.src = address.href;
      /** @param {MessageEvent<unknown>} event */
      this.listen = (event) => {
        const message = event.data;
        if (event.origin !== origin || event.source !== this.element.contentWindow) return;
        if (!isFields(message) || message["channel"] !== this.channel) return;
        const type = textOf(message["type"]) ?? "";
        if (type === "answer") this.#settle(Number(message["request"]), fieldsOf(message["answer"]));
        else onMessage({ ...message, type, channel: this.channel });
      };
      window.addEventListener("message", this.listen);
    }

    /** @param {number} request @param {Fields} answer */
    #settle(request, answer) {
      this.#waiting.get(request)?.(answer);
      this.#waiting.delete(request);
    }

    /** @param {string} type @param {Fields} [content] */
    tell(type, content = {}) {
      this.element.contentWindow?.postMessage({ ...content, type, channel: this.channel }, origin);
    }

    /** @param {string} type @param {Fields} [content] @returns {Promise<Fields>} */
    request(type, content = {}) {
      this.#requests += 1;
      const request = this.#requests;
      return new Promise((resolve) => {
        this.#waiting.set(request, resolve);
        this.tell(type, { ...content, request });
      });
    }

    remove() {
      window.removeEventListener("message", this.listen);
      this.element.remove();
    }
  }

  /**
   * The colour behind an element, which the frame takes for its own: text in a see-through frame has a contrast that
   * no checker can tell.
   * @param {Element} element
   */
  function surfaceOf(element) {
    for (let behind = element.parentElement; behind; behind = behind.parentElement) {
      const color = getComputedStyle(behind).backgroundColor;
      if (color.startsWith("rgb(")) return color;
    }
    return "";
  }

  /** The Payment Element: a card form. */
  class PaymentElement extends Emitter {
    /** @type {Frame | null} */
    frame = null;
    /** @type {number | undefined} */
    #timer;
    #isReady = false;

    /** @param {Elements} elements @param {Fields} options */
    constructor(elements, options) {
      super();
      this.elements = elements;
      this.options = options;
    }

    /** @param {string | HTMLElement} target */
    mount(target) {
      const parent = typeof target === "string" ? document.querySelector(target) : target;
      if (!parent)
        throw new IntegrationError(
          "The selector or element that the card form should be mounted to is not on the page.",
        );
      this.unmount();
      const title = this.elements.isFrench() ? "Paiement sécurisé par carte" : "Secure card payment";
      const frame = new Frame("/elements/card", title, (message) => this.#hear(message));
      const { style } = frame.element;
      style.border = "0";
      style.display = "block";
      // As wide as what is around it: the room that its page keeps for the focus stands out.
      style.margin = "-4px";
      style.width = "calc(100% + 8px)";
      style.height = "230px";
      // A frame is see-through only where its colour scheme is the one of its document.
      style.colorScheme = this.elements.isDark() ? "dark" : "light";
      this.frame = frame;
      this.emit("loaderstart", { elementType: "payment" });
      this.#timer = window.setTimeout(() => this.#failToLoad(), readyWithinMs);
      parent.replaceChildren(frame.element);
    }

    /** @param {FrameMessage} message */
    #hear(message) {
      const event = { elementType: "payment" };
      switch (message.type) {
        case "hello":
          this.tellOptions();
          break;
        case "ready":
          window.clearTimeout(this.#timer);
          if (!this.#isReady) {
            this.#isReady = true;
            this.emit("ready", event);
            this.emit("availablepaymentmethodschange", { ...event, paymentMethods: [{ type: "card" }] });
          }
          break;
        case "height":
          if (this.frame) this.frame.element.style.height = `${Number(message["height"])}px`;
          break;
        case "change":
          this.emit("change", {
            ...event,
            collapsed: false,
            complete: message["complete"] === true,
            empty: message["empty"] === true,
            value: { type: "card" },
          });
          break;
        case "focus":
        case "blur":
        case "escape":
          this.emit(message.type, event);
          break;
        default:
      }
    }

    #failToLoad() {
      const message = "The card form could not be loaded.";
      this.emit("loaderror", { elementType: "payment", error: { type: "api_connection_error", message } });
    }

    tellOptions() {
      const { frame } = this;
      if (!frame) return;
      frame.element.style.colorScheme = this.elements.isDark() ? "dark" : "light";
      const options = { ...this.elements.frameOptions(this.options), surface: surfaceOf(frame.element) };
      // Only what can be copied between pages: no functions.
      frame.tell("options", { options: JSON.parse(JSON.stringify(options)) });
    }

    /** @param {Fields} options */
    update(options) {
      this.options = { ...this.options, ...options };
      this.tellOptions();
      return this;
    }

    focus() {
      this.frame?.element.focus();
      this.frame?.tell("focus");
    }

    blur() {
      this.frame?.element.blur();
    }

    clear() {
      this.frame?.tell("clear");
    }

    collapse() {
      return this;
    }

    unmount() {
      window.clearTimeout(this.#timer);
      this.frame?.remove();
      this.frame = null;
      this.#isReady = false;
    }

    destroy() {
      this.unmount();
      this.elements.forget(this);
    }
  }

  /** A group of elements that serve one payment. */
  class Elements extends Emitter {
    /** @type {PaymentElement | null} */
    #payment = null;
    isSubmitted = false;

    /** @param {string} key @param {string | undefined} locale @param {Fields} options */
    constructor(key, locale, options) {
      super();
      this.key = key;
      this.locale = locale;
      this.options = options;
    }

    isFrench() {
      const asked = textOf(this.options["locale"]) ?? this.locale ?? "auto";
      const language = asked === "auto" ? document.documentElement.lang || navigator.language : asked;
      return language.toLowerCase().startsWith("fr");
    }

    isDark() {
      return fieldsOf(this.options["appearance"])["theme"] === "night";
    }

    /** @param {Fields} elementOptions */
    frameOptions(elementOptions) {
      return {
        key: this.key,
        locale: this.isFrench() ? "fr" : "en",
        appearance: fieldsOf(this.options["appearance"]),
        fields: fieldsOf(elementOptions["fields"]),
        defaultValues: fieldsOf(elementOptions["defaultValues"]),
      };
    }

    /** @param {string} type @param {Fields} [options] */
    create(type, options = {}) {
      if (type !== "payment") throw notHere(`elements.create("${type}")`);
      if (this.#payment) throw new IntegrationError("Can only create one Element of type payment.");
      this.#payment = new PaymentElement(this, options);
      return this.#payment;
    }

    /** @param {string | Function} type */
    getElement(type) {
      return typeof type === "function" || type === "payment" ? this.#payment : null;
    }

    /** @param {PaymentElement} element */
    forget(element) {
      if (this.#payment === element) this.#payment = null;
    }

    /** @param {Fields} options */
    update(options) {
      this.options = { ...this.options, ...options };
      this.#payment?.tellOptions();
    }

    /** Nothing to fetch: amounts and currency are told by `update`. */
    fetchUpdates() {
      return Promise.resolve({});
    }

    /** Checks the form and shows what is missing. @returns {Promise<Fields>} */
    async submit() {
      const answer = await this.ask("validate");
      this.isSubmitted = answer["error"] === undefined;
      return this.isSubmitted ? { selectedPaymentMethod: "card" } : answer;
    }

    /** @param {string} type @param {Fields} [content] @returns {Promise<Fields>} */
    ask(type, content) {
      const frame = this.#payment?.frame;
      if (!frame) {
        throw new IntegrationError(
          "We could not retrieve data from the specified Element. Please make sure the Element you are attempting to use is still mounted.",
        );
      }
      return frame.request(type, content);
    }
  }

  /** @param {string} name */
  function notHere(name) {
    return new IntegrationError(`${name} is not available in the local Stripe.`);
  }

  /** @param {string} clientSecret */
  function intentOf(clientSecret) {
    const [id = ""] = clientSecret.split("_secret_");
    return id.startsWith("seti_")
      ? {
          id,
          path: `/v1/setup_intents/${id}`,
          name: "setupIntent",
          errorName: "setup_intent",
          lastError: "last_setup_error",
        }
      : {
          id,
          path: `/v1/payment_intents/${id}`,
          name: "paymentIntent",
          errorName: "payment_intent",
          lastError: "last_payment_error",
        };
  }

  /**
   * Shows the bank's question over the page. Resolves when it was answered or left.
   * @param {string} address
   * @param {boolean} isFrench
   * @returns {Promise<void>}
   */
  function showChallenge(address, isFrench) {
    return new Promise((resolve) => {
      const dialog = document.createElement("dialog");
      const finish = () => {
        if (!dialog.isConnected) return;
        dialog.close();
        frame.remove();
        dialog.remove();
        resolve();
      };
      const url = new URL(address);
      const path = new URL(url.pathname + url.search, origin);
      path.searchParams.set("embedded", isFrench ? "fr" : "en");
      path.searchParams.set("parent", location.origin);
      const frame = new Frame(path.href, "3-D Secure", (message) => {
        if (message.type === "answered" || message.type === "left") finish();
      });
      const label = isFrench ? "Vérification par votre banque" : "Check by your bank";
      dialog.setAttribute("aria-label", label);
      Object.assign(dialog.style, {
        margin: "auto", // a page may have taken the browser's own margin away
        border: "0",
        borderRadius: "12px",
        padding: "0",
        width: "min(440px, calc(100vw - 32px))",
        maxWidth: "none",
        overflow: "hidden",
        background: "#ffffff",
        colorScheme: "light",
      });
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "×";
      close.setAttribute("aria-label", isFrench ? "Fermer" : "Close");
      Object.assign(close.style, {
        position: "absolute",
        insetInlineEnd: "4px",
        insetBlockStart: "4px",
        width: "44px",
        height: "44px",
        border: "0",
        background: "transparent",
        color: "#30313d",
        cursor: "pointer",
        font: "24px/1 system-ui, sans-serif",
      });
      close.addEventListener("click", finish);
      dialog.addEventListener("cancel", finish);
      Object.assign(frame.element.style, {
        border: "0",
        display: "block",
        width: "100%",
        height: "460px",
        colorScheme: "light",
      });
      // The button first: a frame that has not loaded yet would take the focus and hear no Escape.
      dialog.append(close, frame.element);
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  /**
   * The object that pages call Stripe.
   * @param {unknown} key
   * @param {Fields} [options]
   */
  function Stripe(key, options = {}) {
    if (typeof key !== "string" || !key.startsWith("pk_test_")) {
      throw new IntegrationError("The local Stripe takes publishable test keys (pk_test_…) only.");
    }
    const publishableKey = key;
    const locale = textOf(options["locale"]);

    /** @param {string} clientSecret */
    async function retrieve(clientSecret) {
      const intent = intentOf(clientSecret);
      const object = await ask(publishableKey, "GET", intent.path, { client_secret: clientSecret });
      return object["error"] ? { error: object["error"] } : { [intent.name]: object };
    }
    /** The outcome of an intent after its action: itself, or why it failed. @param {string} clientSecret */
    async function outcome(clientSecret) {
      const intent = intentOf(clientSecret);
      const result = await retrieve(clientSecret);
      const object = fieldsOf(fieldsOf(result)[intent.name]);
      const lastError = object[intent.lastError];
      const failed = object["status"] === "requires_payment_method" && isFields(lastError);
      return failed ? { error: { ...lastError, [intent.errorName]: object } } : result;
    }

    /** @param {{ clientSecret?: unknown }} given */
    async function handleNextAction({ clientSecret }) {
      const secret = textOf(clientSecret);
      if (secret === undefined) throw new IntegrationError("handleNextAction needs a clientSecret.");
      const intent = intentOf(secret);
      const found = await retrieve(secret);
      const action = fieldsOf(fieldsOf(fieldsOf(found)[intent.name])["next_action"]);
      const redirect = textOf(fieldsOf(action["redirect_to_url"])["url"]);
      const challenge = textOf(fieldsOf(action["use_stripe_sdk"])["stripe_js"]);
      if (redirect !== undefined) {
        location.assign(redirect);
        return new Promise(() => {});
      }
      if (challenge === undefined) return found;
      await showChallenge(challenge, new Elements(publishableKey, locale, {}).isFrench());
      return outcome(secret);
    }

    /** @param {Fields} given @returns {Promise<Fields>} */
    async function createConfirmationToken(given) {
      const { elements, params } = given;
      if (!(elements instanceof Elements))
        throw new IntegrationError("createConfirmationToken needs `elements`.");
      if (!elements.isSubmitted) {
        throw new IntegrationError(
          "elements.submit() must be called and completed before stripe.createConfirmationToken().",
        );
      }
      const usage = elements.options["setupFutureUsage"] ?? elements.options["setup_future_usage"];
      const answer = await elements.ask("tokenize", {
        params: JSON.parse(JSON.stringify({ setup_future_usage: usage, ...fieldsOf(params) })),
      });
      return answer["error"] ? { error: answer["error"] } : { confirmationToken: answer };
    }

    /** @param {Fields} given @returns {Promise<Fields>} */
    async function confirm(given) {
      const { elements, redirect } = given;
      const group = elements instanceof Elements ? elements : undefined;
      const secret = textOf(given["clientSecret"]) ?? textOf(group?.options["clientSecret"]);
      if (secret === undefined) throw new IntegrationError("A clientSecret is needed to confirm.");
      const { payment_method_data: methodData, ...params } = fieldsOf(given["confirmParams"]);
      const returnUrl = textOf(params["return_url"]);
      if (redirect !== "if_required" && returnUrl === undefined) {
        throw new IntegrationError("confirmParams.return_url is required unless redirect is 'if_required'.");
      }
      const confirmation = { ...params };
      if (group) {
        if (!group.isSubmitted) {
          const checked = await group.submit();
          if (checked["error"]) return { error: checked["error"] };
        }
        const made = await createConfirmationToken({
          elements: group,
          params: methodData ? { payment_method_data: methodData } : {},
        });
        if (made["error"]) return { error: made["error"] };
        confirmation["confirmation_token"] = fieldsOf(made["confirmationToken"])["id"];
      }
      const intent = intentOf(secret);
      const object = await ask(publishableKey, "POST", `${intent.path}/confirm`, {
        ...confirmation,
        client_secret: secret,
        use_stripe_sdk: true,
      });
      if (object["error"]) return { error: object["error"] };
      const result =
        object["status"] === "requires_action"
          ? await handleNextAction({ clientSecret: secret })
          : { [intent.name]: object };
      if (redirect === "if_required" || returnUrl === undefined || fieldsOf(result)["error"])
        return fieldsOf(result);
      const target = new URL(returnUrl);
      target.searchParams.set(intent.errorName, intent.id);
      target.searchParams.set(`${intent.errorName}_client_secret`, secret);
      target.searchParams.set("redirect_status", "succeeded");
      location.assign(target);
      return new Promise(() => {});
    }

    const stripe = {
      /** @param {Fields} [elementsOptions] */
      elements: (elementsOptions = {}) => new Elements(publishableKey, locale, elementsOptions),
      createConfirmationToken,
      handleNextAction,
      confirmPayment: confirm,
      confirmSetup: confirm,
      retrievePaymentIntent: retrieve,
      retrieveSetupIntent: retrieve,
      registerAppInfo() {},
      _registerWrapper() {},
    };
    // react-stripe-js looks for some of these by name; Stripe.js has many more.
    const others = [
      "createToken",
      "createPaymentMethod",
      "confirmCardPayment",
      "confirmCardSetup",
      "createSource",
      "paymentRequest",
    ];
    const missing = Object.fromEntries(
      others.map((name) => [
        name,
        () => {
          throw notHere(`stripe.${name}()`);
        },
      ]),
    );
    return { ...missing, ...stripe };
  }

  Stripe.version = "endive";
  Object.assign(window, { Stripe });
})();
