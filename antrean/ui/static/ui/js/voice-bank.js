/* The fragments of the hall's voice: fetches and decodes them, and knows in which order to say them.

   [data-voice-url] is the address before "<language>/daftar.json", with [data-languages="id en"];
   there too, [data-voice-stages] says stages as well. Leaves `voice` on that element for voice.js. */
(() => {
  const place = document.querySelector("[data-voice-url]");
  const languages = place.dataset.languages.split(" ");
  const context = new AudioContext();
  const [lists, sounds] = [{}, new Map()];

  const known = (language) => lists[language]?.fragments || {};
  const fetched = async (url) => {
    const reply = await fetch(url);
    if (!reply.ok) throw new Error(`${reply.status} ${url}`);
    return context.decodeAudioData(await reply.arrayBuffer());
  };

  const load = ([language, name]) => {
    const { url, fallback } = known(language)[name];
    if (!sounds.has(url)) {
      const sound = fetched(url).catch(() => fetched(fallback || url));
      sound.catch(() => sounds.delete(url)); // asked for again the next time
      sounds.set(url, sound);
    }
    return sounds.get(url);
  };

  const prepare = async () => {
    for (const language of languages) {
      const reply = await fetch(`${place.dataset.voiceUrl}${language}/daftar.json`).catch(() => null);
      const list = reply?.ok ? await reply.json() : { silent: true };
      if (!list.silent) lists[language] = list;
    }
    return Object.keys(lists).length > 0;
  };

  // What a call needs is at hand before the first call; so is the word in an emergency.
  const preload = async () => {
    for (const language of languages) {
      for (const name of Object.keys(known(language))) {
        if (/^(?:kiosk|announcement)_(?!emergency)/.test(name)) continue;
        await load([language, name]).catch(() => {});
      }
    }
  };

  const digits = (text) => [...text].map((digit) => `digit_${digit}`);
  const call = (language, { number, counter, stage }) => {
    const whole = `number_${counter}`;
    const parts = {
      "{letter}": [`letter_${number[0].toLowerCase()}`],
      "{digits}": digits(number.split("-")[1]),
      "{counter}": whole in known(language) ? [whole] : digits(String(counter)),
      "{stage}": stage && "voiceStages" in place.dataset ? [`stage_${stage}`] : [],
    };
    return (lists[language]?.call || []).flatMap((part) => parts[part] || [part]);
  };

  // The chime comes once. Half a sentence would mislead: a language that lacks a word is left out.
  const withChime = (names) => {
    const words = languages.flatMap((language) => {
      const all = names(language).filter((name) => name !== "chime");
      return all.every((name) => name in known(language)) ? all.map((name) => [language, name]) : [];
    });
    const chimes = languages.filter((language) => "chime" in known(language)).slice(0, 1);
    return [...chimes.map((language) => [language, "chime"]), ...words];
  };

  place.voice = {
    context, load, prepare, preload,
    ofCall: (facts) => withChime((language) => call(language, facts)),
    ofAnnouncement: (key) => withChime(() => [`announcement_${key}`]),
    repeatSeconds: () => Object.values(lists)[0]?.repeat_seconds ?? 4,
  };
})();
