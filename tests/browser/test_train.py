"""Training, live."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import ONE


@pytest.fixture
def trainer(visitor):
    """A visitor of the page Train, with a run long enough for a test, which is stopped at its end."""
    visitor.open("/train?epochs=1000")
    yield visitor
    status = visitor.status()  # it knows that a run has ended before the buttons do
    if status.is_visible() and re.search("Running|Paused", status.inner_text()):
        visitor.button("Stop").click()


def test_training_at_the_defaults_passes_80_per_cent(visitor):
    visitor.open("/train")
    visitor.button("Start").click()
    visitor.watch(lambda: visitor.accuracy() > 80)
    expect(visitor.page.get_by_role("img", name=re.compile("Accuracy and cost"))).to_be_visible()
    visitor.pick("Epochs")
    expect(visitor.page.locator("table.epochs")).to_be_visible()
    visitor.button("Stop").click()
    expect(visitor.status()).to_contain_text(re.compile("Stopped|Finished"))


def test_pause_holds_step_goes_on_by_one_and_resume_goes_on(trainer):
    trainer.button("Start").click()
    trainer.watch(lambda: trainer.accuracy() > 80)
    trainer.button("Pause").click()
    expect(trainer.status()).to_contain_text("Paused")
    before = trainer.settled()
    trainer.page.wait_for_timeout(700)
    assert trainer.position() == before
    trainer.button("Step").click()
    trainer.watch(lambda: trainer.position() != before)
    epoch, mini_batch = before
    assert trainer.position() == (epoch, mini_batch + 1)
    trainer.button("Resume").click()
    expect(trainer.status()).to_contain_text("Running")
    trainer.watch(lambda: trainer.position() > (epoch + 1, 0))
    trainer.button("Stop").click()
    expect(trainer.status()).to_contain_text("Stopped")


def test_the_weight_images_go_on_moving(trainer):
    trainer.button("Start").click()
    trainer.watch(lambda: trainer.accuracy() > 80)
    weights = trainer.page.locator(".maps canvas").last
    for _ in range(5):  # how fast is a matter of the machine
        expect(weights).not_to_have_attribute("data-version", weights.get_attribute("data-version"))


def test_it_goes_on_while_other_pages_are_looked_at(trainer):
    trainer.button("Start").click()
    trainer.watch(lambda: trainer.accuracy() > 80)
    before = trainer.position()
    trainer.go("Draw")
    expect(trainer.page.get_by_text("Your run, 784-30-10").first).to_be_visible()
    trainer.draw(*ONE)
    trainer.expect_answer(1)
    trainer.go("Train")
    trainer.watch(lambda: trainer.position() > before)
    expect(trainer.status()).to_contain_text("Running")
    expect(trainer.page).to_have_url(re.compile(r"epochs=1000"))


def test_a_reload_takes_the_run_up_again(trainer):
    trainer.button("Start").click()
    trainer.watch(lambda: trainer.accuracy() > 80)
    trainer.pick("Epochs")
    expect(trainer.page).to_have_url(re.compile("view=epochs"))
    trainer.page.reload()
    expect(trainer.status()).to_contain_text("Running")
    trainer.watch(lambda: trainer.accuracy() > 80)
    expect(trainer.page.get_by_role("radio", name="Epochs")).to_be_checked()


def test_the_mistakes_move_while_it_runs_and_so_does_the_tip_of_a_resting_pointer(trainer):
    trainer.pick("Mistakes")
    trainer.button("Start").click()
    table = trainer.page.locator(".st-key-confusion canvas")
    expect(table).to_be_visible()
    table.hover(position={"x": 45, "y": 30})  # 0 read as 0
    tip = trainer.page.locator(".st-key-confusion .tip")
    expect(tip).to_contain_text("0 read as 0")
    label = trainer.page.locator(".st-key-confusion .label")
    for part in (label, table):
        before = part.get_attribute("data-version"), part.inner_text()
        trainer.watch(
            lambda part=part, before=before: (part.get_attribute("data-version"), part.inner_text()) != before
        )
    expect(tip).to_be_visible()


def test_a_double_click_on_start_starts_one_run(trainer):
    trainer.button("Start").dblclick()
    trainer.watch(lambda: trainer.accuracy() > 80)
    expect(trainer.status()).to_contain_text("Running")


def test_the_page_stays_whole_where_runs_begin_and_end_in_quick_succession(visitor):
    for _ in range(2):
        visitor.open("/train?epochs=2&hidden=5")
        visitor.pick("Inside")
        visitor.button("Start").click()
        visitor.expect_finished()
        expect(visitor.page.get_by_role("img", name="What the network is doing")).to_be_visible()


def test_eta_changes_while_it_runs(trainer):
    trainer.button("Start").click()
    trainer.watch(lambda: trainer.accuracy() > 80)
    number = trainer.page.get_by_role("spinbutton", name="η, learning rate")
    number.fill("0.5")
    number.press("Enter")
    trainer.pick("Epochs")
    expect(trainer.page.locator("table.epochs tbody tr").first).to_contain_text("0.5")
    expect(trainer.page).to_have_url(re.compile(r"eta=0\.5"))


def test_the_orders_stay_in_their_line_where_start_and_pause_change(trainer):
    trainer.page.wait_for_timeout(500)  # until all is drawn
    with trainer.keeps_its_height("[class*='st-key-pace']"):
        for order, state in (("Start", "Running"), ("Pause", "Paused"), ("Resume", "Running"), ("Stop", "Stopped")):
            trainer.page.wait_for_timeout(500)  # nobody is faster
            trainer.button(order).click()
            expect(trainer.status()).to_contain_text(state)


def test_who_starts_anew_in_another_window_is_followed_by_the_first(trainer):
    trainer.button("Start").click()
    trainer.watch(lambda: trainer.accuracy() > 80)
    expect(trainer.page).to_have_url(re.compile("run="))
    other = trainer.page.context.new_page()
    other.goto(trainer.page.url)
    other.get_by_role("button", name=re.compile("^Start anew")).click()
    expect(trainer.page.get_by_text("Another window has started a new run")).to_be_visible()
    expect(trainer.status()).to_contain_text("Running")
    expect(other.locator(".st-key-curves .text")).to_contain_text("Running")
    expect(other.get_by_text("Another window has started a new run")).to_have_count(0)
    other.close()
    trainer.watch(lambda: trainer.accuracy() > 80)


def test_settings_stay_open_while_one_of_them_is_changed(visitor):
    visitor.open("/train")
    visitor.open_settings()
    size = visitor.page.get_by_label("Mini-batch size", exact=True)
    size.fill("20")
    size.press("Enter")
    expect(visitor.page.get_by_text("Mini-batch 20, 30 epochs")).to_be_visible()
    visitor.page.wait_for_timeout(1000)
    expect(size).to_be_visible()
