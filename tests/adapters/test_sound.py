"""Short sounds: trimmed and level whatever they come from, and a chime that is ours."""

import math
from array import array

import pytest

from antrean.adapters import sound
from antrean.adapters.sound import Sound, SoundTrouble

SILENCE, TONE = [0] * 4000, [9000, -9000] * 1000


def strength(samples, hertz):
    """Return how much of a tone is in the samples, between 0 and 1."""
    waves = [math.tau * hertz * at / sound.RATE for at in range(len(samples))]
    x = sum(each * math.cos(wave) for each, wave in zip(samples, waves, strict=True))
    y = sum(each * math.sin(wave) for each, wave in zip(samples, waves, strict=True))
    return 2 * math.hypot(x, y) / len(samples) / sound.FULL


def test_the_chime_lasts_as_long_as_agreed():
    assert sound.chime().seconds == pytest.approx(0.8, abs=0.001)


def test_the_chime_is_one_note_and_then_a_second_one():
    samples = sound.chime().samples
    (high, _), (low, begins) = sound.NOTES
    second = round(begins * sound.RATE)

    assert strength(samples[:second], high) > 10 * strength(samples[:second], low)
    assert strength(samples[second : 2 * second], low) > 0.1


def test_the_chime_neither_clips_nor_ends_in_a_crack():
    samples = sound.chime().samples

    assert max(map(abs, samples)) <= sound.PEAK * sound.FULL
    assert abs(samples[-1]) < 100


def test_silence_is_cut_off_at_both_ends_but_for_a_breath():
    cut = sound.trimmed(Sound(SILENCE + TONE + SILENCE))

    kept = (sound.BEFORE_SECONDS + sound.AFTER_SECONDS) * sound.RATE
    assert len(cut.samples) == pytest.approx(len(TONE) + kept, abs=2)


def test_a_word_without_silence_gets_a_breath_behind_it():
    cut = sound.trimmed(Sound(array("h", TONE)))

    assert list(cut.samples[: len(TONE)]) == TONE
    assert set(cut.samples[len(TONE) :]) == {0}


@pytest.mark.parametrize("samples", [[], SILENCE])
def test_nothing_but_silence_is_no_sound(samples):
    with pytest.raises(SoundTrouble):
        sound.trimmed(Sound(samples))


def test_missing_programs_are_named(monkeypatch):
    monkeypatch.setattr(sound.shutil, "which", lambda _: None)

    assert sound.missing() == ("espeak-ng", "ffmpeg")


def test_a_program_that_is_not_there_is_a_trouble_and_no_crash(monkeypatch):
    monkeypatch.setattr(sound, "SPEAKER", "no-such-program")

    with pytest.raises(SoundTrouble):
        sound.spoken("loket", language="id")


@pytest.mark.espeak
def test_what_a_program_complains_of_is_handed_on(tmp_path):
    (tmp_path / "no-sound.wav").write_text("words")

    with pytest.raises(SoundTrouble, match="ffmpeg: "):
        sound.loudness(tmp_path, ["no-sound.wav"])


@pytest.mark.espeak
def test_a_quiet_sound_becomes_as_loud_as_a_loud_one(tmp_path):
    chime = sound.chime()
    quiet = Sound(array("h", (each // 20 for each in chime.samples)))

    sound.pack({"quiet": quiet, "loud": chime}, into=tmp_path)

    found = sound.loudness(tmp_path, ["quiet.opus", "loud.opus"])
    assert found["quiet.opus"] == pytest.approx(found["loud.opus"], abs=0.5)


@pytest.mark.espeak
def test_without_levelling_a_quiet_sound_stays_quiet(tmp_path, monkeypatch):
    monkeypatch.setattr(sound, "_limited", lambda _: "anull")
    quiet = Sound(array("h", (each // 20 for each in sound.chime().samples)))

    sound.pack({"quiet": quiet}, into=tmp_path)

    assert sound.loudness(tmp_path, ["quiet.opus"])["quiet.opus"] < sound.LOUDNESS - 10
