"use strict";
// The page marks the sentence that is heard. The same file is the page's service worker, where it needs one.
if (typeof document === "undefined") serve(); else read();

function read() {
  const script = document.currentScript.src;
  const audio = document.querySelector("audio");
  const source = audio.src;
  const sentences = [...document.querySelectorAll("[data-start]")];
  const starts = sentences.map(s => Number(s.dataset.start) / 1000);
  let current = null;
  function show() {
    // The last sentence that has begun; in a pause nothing is marked.
    let low = 0, high = starts.length;
    while (low < high) { const mid = (low + high) >> 1; if (starts[mid] <= audio.currentTime + 0.001) low = mid + 1; else high = mid; }
    const found = sentences[low - 1];
    const heard = found && audio.currentTime < Number(found.dataset.end) / 1000 ? found : null;
    if (heard === current) return;
    if (current) current.removeAttribute("aria-current");
    current = heard;
    if (!current) return;
    current.setAttribute("aria-current", "true");
    const place = current.getBoundingClientRect();
    if (place.top < 90 || place.bottom > innerHeight) current.scrollIntoView({block: "center"});
  }
  function follow() { show(); if (!audio.paused) requestAnimationFrame(follow); }
  audio.addEventListener("play", follow);
  audio.addEventListener("seeked", show);
  audio.addEventListener("timeupdate", show);

  // A server that gives no parts of a file lets nobody jump in it: the whole is loaded first then.
  async function prepare() {
    const stop = new AbortController();
    const answer = await fetch(source, {headers: {Range: "bytes=0-0"}, signal: stop.signal});
    if (answer.status !== 200) return stop.abort();
    const whole = await answer.blob();
    if (await change(URL.createObjectURL(whole))) return;
    // The page's policy allows no sound out of memory; a worker may give the player its parts.
    if (script && navigator.serviceWorker) {
      await navigator.serviceWorker.register(script);
      if (!navigator.serviceWorker.controller) await new Promise(done => navigator.serviceWorker.addEventListener("controllerchange", done, {once: true}));
      if (await change(source + "?whole")) return;
    }
    await change(source);
  }
  // Another address for the same sound; whether the player takes it.
  function change(address) {
    const at = audio.currentTime, plays = !audio.paused;
    return new Promise(done => {
      audio.addEventListener("loadedmetadata", () => { if (at) audio.currentTime = at; if (plays) audio.play(); done(true); }, {once: true});
      audio.addEventListener("error", () => done(false), {once: true});
      audio.src = address;
    });
  }
  // From a file there is nothing to fetch, and the player jumps as it likes.
  const ready = prepare().catch(() => {});
  async function play(at) { await ready; audio.currentTime = at / 1000; audio.play(); }
  for (const sentence of sentences) sentence.addEventListener("click", () => play(Number(sentence.dataset.start)));
  for (const button of document.querySelectorAll("button[data-at]")) button.addEventListener("click", () => play(Number(button.dataset.at)));
}

function serve() {
  const sounds = new Map();
  addEventListener("install", () => skipWaiting());
  addEventListener("activate", event => event.waitUntil(clients.claim()));
  addEventListener("fetch", event => {
    if (event.request.url.endsWith("?whole")) event.respondWith(part(event.request));
  });
  async function part(request) {
    if (!sounds.has(request.url)) sounds.set(request.url, fetch(request.url.slice(0, -6)).then(answer => answer.blob()));
    const sound = await sounds.get(request.url);
    const range = /bytes=(\d+)-(\d*)/.exec(request.headers.get("range") ?? "bytes=0-");
    const from = Number(range[1]), end = range[2] ? Math.min(Number(range[2]) + 1, sound.size) : sound.size;
    const headers = {"Content-Type": "audio/wav", "Accept-Ranges": "bytes", "Content-Range": `bytes ${from}-${end - 1}/${sound.size}`};
    return new Response(sound.slice(from, end), {status: 206, headers});
  }
}
