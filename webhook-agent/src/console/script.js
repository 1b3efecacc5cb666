"use strict";
(() => {
  const path = document.body.dataset.events;
  const live = document.getElementById("live");
  if (!path || !window.EventSource) {
    return;
  }
  // The origin without credentials, which the page's URL may contain.
  const base = location.origin;
  let source = null;
  let loading = false;
  let stale = false;

  // Updates the shown list with the items of a new one. Unchanged items are kept.
  function merge(shown, fresh) {
    let at = shown.firstElementChild;
    for (const item of [...fresh.children]) {
      const known = item.id && shown.querySelector(":scope > #" + item.id);
      if (known) {
        for (const details of known.querySelectorAll("details[open]")) {
          const same = item.querySelector("#" + details.id);
          if (same) {
            same.open = true;
          }
        }
        while (at && at !== known && !fresh.querySelector(":scope > #" + at.id)) {
          const gone = at;
          at = at.nextElementSibling;
          gone.remove();
        }
      }
      if (known && known === at && known.isEqualNode(item)) {
        at = at.nextElementSibling;
        continue;
      }
      if (known) {
        if (known === at) {
          at = at.nextElementSibling;
        }
        known.remove();
      }
      shown.insertBefore(document.adoptNode(item), at);
    }
    while (at) {
      const gone = at;
      at = at.nextElementSibling;
      gone.remove();
    }
  }

  function update(fresh) {
    const focus = document.activeElement && document.activeElement.id;
    for (const shown of document.querySelectorAll("[data-live]")) {
      const next = fresh.getElementById(shown.id);
      if (next && next.firstElementChild && next.firstElementChild.id) {
        merge(shown, next);
      } else if (next && !shown.isEqualNode(next)) {
        shown.replaceWith(document.adoptNode(next));
      }
    }
    const focused = focus && document.getElementById(focus);
    if (focused && focused !== document.activeElement) {
      focused.focus({ preventScroll: true });
    }
  }

  function load() {
    if (loading) {
      stale = true;
      return;
    }
    loading = true;
    stale = false;
    const request = new XMLHttpRequest();
    request.open("GET", base + location.pathname + location.search);
    request.responseType = "document";
    request.onloadend = () => {
      loading = false;
      if (request.status === 200 && request.response) {
        update(request.response);
      }
      if (stale) {
        load();
      }
    };
    request.send();
  }

  function connect() {
    source = new EventSource(base + path);
    source.onopen = () => {
      live.textContent = "Live";
      // Shows changes made since the page was rendered.
      load();
    };
    source.addEventListener("change", load);
    source.onerror = () => {
      const ended = source.readyState === EventSource.CLOSED;
      live.textContent = ended ? "Not live: reload the page" : "Reconnecting";
    };
  }

  // A hidden page does not listen.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      source.close();
    } else if (source.readyState === EventSource.CLOSED) {
      connect();
    }
  });
  addEventListener("pagehide", () => source.close());
  connect();
})();
