"""Every sentence of the verifier, in Indonesian and in English."""

TRUE, WRONG, OPEN, NOTE = "true", "wrong", "open", "note"

MARKS = {
    TRUE: ("[benar]     ", "[true]      "),
    WRONG: ("[SALAH]     ", "[WRONG]     "),
    OPEN: ("[tak dicek] ", "[unchecked] "),
    NOTE: ("[catatan]   ", "[note]      "),
}

TEXTS = {
    # what is claimed; the mark before it says whether it holds
    "seat-files": (
        "Berkas tempat adalah yang diumumkan ({offices} kantor, {seats} tempat).",
        "The seat files are the announced ones ({offices} offices, {seats} seats).",
    ),
    "announced-before": (
        "Pengumuman bertanggal sebelum penutupan ({at}).",
        "The announcement is dated before the closing ({at}).",
    ),
    "asks-by-rule": (
        "Saat suar ditanya mengikuti aturan: {at}.",
        "The instant at which the beacon is asked follows the rule: {at}.",
    ),
    "closed-on-announced": (
        "Penutupan menyebut pengumuman ini, tanpa perubahan sesudahnya.",
        "The closing names this announcement, unchanged since.",
    ),
    "closed-in-time": (
        "Akar bertanggal sesudah penutupan dan sebelum suar ditanya ({at}).",
        "The root is dated after the closing and before the beacon was asked ({at}).",
    ),
    "leaves-in-order": (
        "Semua tanda terurut, tidak ada yang ganda, masing-masing di berkasnya.",
        "All leaves are in order, none stands twice, each is in its file.",
    ),
    "leaves-counted": (
        "Jumlah tanda adalah {count}, seperti disebut.",
        "There are {count} leaves, as was said.",
    ),
    "root": (
        "Akar yang dihitung ulang dari semua tanda sama: {root}.",
        "The root computed again from all leaves is the same: {root}.",
    ),
    "counts-add-up": (
        "Jumlah menurut kantor dan menurut jalur masing-masing sama dengan jumlah tanda.",
        "The counts by office and those by pool each add up to the number of leaves.",
    ),
    "drawn-on-both": (
        "Hasil menyebut pengumuman dan penutupan ini, tanpa perubahan sesudahnya.",
        "The result names this announcement and this closing, unchanged since.",
    ),
    "attempts": (
        "Upaya ke-{number} adalah giliran menurut aturan; yang sebelumnya dilepas bertanda tangan.",
        "Attempt {number} is the one due by rule; those before were given up by signed words.",
    ),
    "as-announced": (
        "Suar yang dipakai adalah yang diumumkan: {beacon}.",
        "The beacon that was used is the announced one: {beacon}.",
    ),
    "drand": (
        "Putaran drand adalah {round}, dan keluarannya sidik jari dari tanda tangan itu.",
        "The round of drand is {round}, and its output is the digest of that signature.",
    ),
    "witnesses": (
        "Ikatan dan pembukaan {count} saksi ditandatangani tepat waktu; suar dihitung darinya.",
        "Commitments and reveals of {count} witnesses are signed and in time; they are the chance.",
    ),
    "seed": (
        "Benih dihitung dari hari, akar dan suar: {seed}.",
        "The seed is computed from day, root and chance: {seed}.",
    ),
    "one-root": (
        "Tidak ada saksi yang menandatangani akar lain.",
        "No witness signed another root.",
    ),
    "seen-in-time": (
        "{count} saksi melihat akar sebelum suar ditanya; paling sedikit {least} diperlukan.",
        "{count} witnesses saw the root before the beacon was asked; at least {least} were needed.",
    ),
    "results-of-leaves": (
        "Setiap tanda mempunyai satu hasil, dan tidak ada hasil tanpa tanda.",
        "Each leaf has one result, and there is no result without a leaf.",
    ),
    "results-root": (
        "Akar hasil yang dihitung ulang sama: {root}.",
        "The root of results computed again is the same: {root}.",
    ),
    "results-counted": (
        "{served} tanda mendapat tempat; jumlah orang menurut kantor dan jalur cocok.",
        "{served} leaves got a seat; the people by office and pool are as was said.",
    ),
    "cutoff-files": (
        "Berkas batas adalah yang disebut dalam hasil.",
        "The cutoff files are those that the result names.",
    ),
    "seats-released": (
        "Tempat hanya pindah dari cadangan ke jalur terbuka di jam yang sama; tak ada yang hilang.",
        "Seats moved only from reserves to the open pool of the same window; none was lost.",
    ),
    "reserves-used": (
        "Tidak ada tempat cadangan yang tersisa kosong.",
        "No seat of a reserve was left empty.",
    ),
    "seats-kept": (
        "Tidak ada petak dengan lebih banyak orang daripada tempat.",
        "No cell has more people than seats.",
    ),
    "cutoffs": (
        "Semua batas sama dengan yang dihitung ulang dari hasil dan nomor undi ({cells} petak).",
        "All cutoffs are those computed again from results and draw numbers ({cells} cells).",
    ),
    "same-copy": (
        "Salinan {folder} sama dalam {count} berkas yang ada pada keduanya.",
        "The copy {folder} is the same in the {count} files that both have.",
    ),
    "next-names-it": (
        "Pengumuman berikutnya menyebut hasil ini sebagai yang sebelumnya.",
        "The next announcement names this result as the one before it.",
    ),
    "receipt-of-batch": (
        "Tanda terima berlaku untuk undian hari ini ({day}).",
        "The receipt is of this batch ({day}).",
    ),
    "receipt-opens": (
        "Tanda dihitung dari isi dan garam tanda terima.",
        "The leaf is computed from the receipt's text and salt.",
    ),
    "receipt-signed": (
        "Tanda terima ditandatangani dengan kunci kantor.",
        "The receipt is signed with the office's key.",
    ),
    "receipt-in-time": (
        "Tanda terima ditandatangani sebelum penutupan.",
        "The receipt was signed before the closing.",
    ),
    "receipt-under-root": (
        "Tanda itu ada di bawah akar: {leaf}.",
        "The leaf is under the root: {leaf}.",
    ),
    "receipt-as-said": (
        "Hasil memuat kelas tunggu {age} dan kelompok {size} orang, seperti isi tanda terima.",
        "The result has age class {age} and a group of {size}, as the receipt says.",
    ),
    "receipt-result": (
        "Hasilnya benar menurut batas dan keinginan sendiri: {right}. Diumumkan: {published}.",
        "The result follows from cutoffs and own wishes: {right}. Published: {published}.",
    ),
    # what cannot be checked, and what is to be known
    "omitted": (
        "Tanda terima bertanda tangan tanpa tanda di bawah akar membuktikan penghilangan. Simpan.",
        "A signed receipt without its leaf under the root proves the omission. Keep it.",
    ),
    "draw-number": ("Nomor undi: {number}.", "Draw number: {number}."),
    "bls": (
        "Tanda tangan BLS dari drand: perlu pemasangan lengkap, atau putaran {round} dari drand.",
        "The BLS signature of drand: it needs the full install, or round {round} from drand.",
    ),
    "beacon-unknown": (
        "Suar {beacon} tidak dikenal oleh pemeriksa ini.",
        "This verifier does not know the beacon {beacon}.",
    ),
    "nobody-outside": (
        "Tak seorang pun di luar ikut menentukan suar: ini peragaan, bukan undian yang adil.",
        "Nobody outside had a part in the chance: this is a demonstration, not a fair draw.",
    ),
    "no-witnesses": (
        "Kapan akar terbit: tidak ada saksi yang wajib; hanya salinan orang lain bisa membuktikan.",
        "When the root came out: no witness was required; only copies of others can prove it.",
    ),
    "own-keys": (
        "Kunci diambil dari pengumuman itu sendiri; beri --key dari sumber lain agar lebih kuat.",
        "The keys are the announcement's own; give --key from another source to be surer.",
    ),
    "others-wishes": (
        "Hasil orang lain: keinginan mereka rahasia; hanya tanda terima mereka bisa menunjukkan.",
        "The results of others: their wishes are private; only their receipts could show.",
    ),
    "releases": (
        "Berapa tempat cadangan boleh dibuka ({walks} putaran): perlu keinginan semua orang.",
        "How many reserved seats could be opened ({walks} walks): it needs everybody's wishes.",
    ),
    "ages": (
        "Kelas tunggu dan hak orang lain, dan bahwa tiap tanda adalah satu orang: perlu berkasnya.",
        "Age classes and rights of others, and that a leaf is a person: it needs the papers.",
    ),
    "pool-counts": (
        "Jumlah pendaftar menurut kantor dan jalur: hanya jumlah totalnya bisa dicocokkan.",
        "How many applied by office and pool: only the sum of it can be compared.",
    ),
    "code": (
        "Program undian: sidik jarinya {code}; bandingkan dengan program yang diterbitkan.",
        "The code that drew: its digest is {code}; compare it with the published code.",
    ),
    "copies": (
        "Apakah orang lain diperlihatkan berkas yang sama: bandingkan dengan --copy.",
        "Whether others were shown the same files: compare with --copy.",
    ),
    "not-closed": ("Belum ditutup: baru pengumuman.", "Not closed yet: only the announcement."),
    "not-drawn": ("Belum diundi: baru akar.", "Not drawn yet: only the root."),
    "unreadable": ("Tidak bisa dibaca: {why}", "It cannot be read: {why}"),
    "all-true": ("{checked} pemeriksaan, semuanya benar.", "{checked} checks, all of them true."),
    "some-wrong": (
        "{wrong} dari {checked} pemeriksaan SALAH.",
        "{wrong} of {checked} checks are WRONG.",
    ),
}
