async function ask(path, query) {
  const answer = await fetch(`https://info.example/api/v1/${path}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error((await answer.json()).title_th);
  return answer.json();
}

const { items } = await ask("points/near", {
  lat: 18.79, lng: 98.98, procedure: 3, limit: 2, at: "2026-12-01T10:00:00+07:00",
});
for (const point of items) console.log(point.name_th, point.distance_km, "กม.", point.opening);
