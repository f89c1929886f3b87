// The bank's page when it is shown within a shop's page: it tells the page that it was answered or left.
(() => {
  const { parent = "", answered } = document.body.dataset;
  const channel = new URLSearchParams(location.hash.slice(1)).get("channel") ?? "";
  if (parent === "" || window.parent === window) return;

  /** @param {string} type */
  const tell = (type) => window.parent.postMessage({ type, channel }, parent);

  /** @param {SubmitEvent} event */
  async function answer(event) {
    // Sent without leaving this page: a step within the frame would become one in the shop's history.
    event.preventDefault();
    const { submitter } = event;
    const outcome = submitter instanceof HTMLButtonElement ? submitter.value : "fail";
    const sent = await fetch(location.href, { method: "POST", body: new URLSearchParams({ outcome }) }).catch(
      () => undefined,
    );
    tell(sent?.ok ? "answered" : "left");
  }

  for (const form of document.forms) {
    form.addEventListener("submit", (event) => {
      void answer(event);
    });
  }
  for (const button of document.querySelectorAll("button")) button.disabled = false;
  if (answered === "yes") tell("answered");
  // The reader starts at the question, and Escape is heard here from the first moment.
  document.querySelector("h1")?.focus();
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell("left");
  });
})();
