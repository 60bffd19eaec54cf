// Offers "Pakai lokasi saya" where the browser can tell it; the search by town works without.
function ask(button) {
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => go(coords),
    () => {
      button.disabled = false;
      button.nextElementSibling.hidden = false;
    },
    { maximumAge: 600000, timeout: 10000 },
  );
}

// Two decimals are about a kilometre: enough to rank offices, too little to find a house.
function go({ latitude, longitude }) {
  const address = new URL(location.href);
  address.searchParams.delete("cari");
  address.searchParams.set("lat", latitude.toFixed(2));
  address.searchParams.set("lon", longitude.toFixed(2));
  location.assign(address);
}

for (const button of document.querySelectorAll("[data-near]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  button.addEventListener("click", () => ask(button));
}
