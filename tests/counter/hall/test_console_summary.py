"""The summary of a shift: what was done, how long it took, when the counter rested."""

from tests.counter.hall.console_scenes import (
    CONSOLE,
    now_called,
    now_served,
    press,
    press_for,
    sees,
    wait,
)


def figure(page, name):
    """Return the number that stands under a name."""
    return int(page.split(f"<dt>{name}</dt><dd>")[1].split("<")[0])


def test_it_counts_how_calls_ended(desk, shift, waiting, walked_in):
    first = now_served(desk)
    press_for(desk, first, "akhir/")
    second = now_called(desk)
    press_for(desk, second, "parkir/", alasan="other")

    page = sees(desk, "ringkasan/")
    assert figure(page, "Selesai dilayani") == 1
    assert figure(page, "Diparkir") == 1
    assert figure(page, "Panggilan") == 2


def test_a_call_taken_back_does_not_count(desk, shift, call):
    desk.post(f"{CONSOLE}urungan/", {"tindakan": shift.deeds.get().pk})

    assert figure(sees(desk, "ringkasan/"), "Panggilan") == 0


def test_it_says_mean_and_median_minutes(desk, shift, waiting, walked_in):
    for minutes in (4, 10, 4, 4, 4, 4):
        served = now_served(desk)
        wait(minutes=minutes)
        press_for(desk, served, "akhir/")

    page = sees(desk, "ringkasan/")
    assert "5,0 menit" in page
    assert "4,0 menit" in page


def test_it_lists_the_pauses_with_their_reasons(desk, shift):
    press(desk, "jeda/", alasan="prayer")
    press(desk, "jeda/akhir/")

    assert "Salat, " in sees(desk, "ringkasan/")


def test_of_an_open_counter_it_says_that_it_is_still_open(desk, shift):
    assert "masih buka" in sees(desk, "ringkasan/")


def test_who_never_worked_there_has_no_summary(desk, booked, office):
    office.counters.create(number=1)

    assert desk.get(f"{CONSOLE}ringkasan/").status_code == 404
